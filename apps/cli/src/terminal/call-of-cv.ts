/** How the user types `cv` here: through the script of the workspace when npm started us, else by its name. */
export function callOfCv(): string {
  return process.env.npm_lifecycle_event === undefined ? 'cv' : 'npm run -s cv --';
}
