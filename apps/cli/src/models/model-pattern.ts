/** Whether a name stands for several models: `*` for anything, `?` for one character. */
export const isPattern = (name: string): boolean => /[*?]/.test(name);

/** The expression that names of a pattern fit as a whole. */
export function modelPattern(pattern: string): RegExp {
  const source = pattern.replaceAll(/\W/g, (sign) => ({ '*': '.*', '?': '.' })[sign] ?? `\\${sign}`);
  return new RegExp(`^${source}$`);
}
