import { join, parse } from 'node:path';

/**
 * Where the explanation of each file goes: `<out>/<name>-<method>.png`; of several files of one name the later are numbered.
 */
export function outputPaths(
  files: readonly string[],
  { out, method }: { readonly out: string; readonly method: string },
): string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const { name } = parse(file);
    const numbered = (n: number): string => (n === 1 ? `${name}-${method}.png` : `${name}-${n}-${method}.png`);
    let n = 1;
    // Some file systems do not tell cases apart.
    while (taken.has(numbered(n).toLowerCase())) n++;
    taken.add(numbered(n).toLowerCase());
    return join(out, numbered(n));
  });
}
