/** How the user types `cv` here: through the script of the workspace when its npm started us, else by its name. */
export function callOfCv(): string {
  return process.env.npm_package_name === 'cv-workspace' ? 'npm run -s cv --' : 'cv';
}
