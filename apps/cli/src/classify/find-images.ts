import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/** A file that could not be used, and why. */
export interface Failure {
  readonly file: string;
  readonly reason: string;
}

/** Files to look at, and what could not be found. */
export interface FoundImages {
  readonly files: readonly string[];
  readonly failures: readonly Failure[];
}

const extensions = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'tif', 'tiff', 'avif'];
const order = new Intl.Collator('en', { numeric: true });

/**
 * The image files that the command line names: files as they are, folders with all below them, patterns expanded. What is found in a
 * folder or by a pattern comes in natural order (`2.png` before `10.png`).
 */
export async function findImages(names: readonly string[]): Promise<FoundImages> {
  const files: string[] = [];
  const failures: Failure[] = [];
  for (const name of names) {
    const found = await find(name);
    if (typeof found === 'string') failures.push({ file: name, reason: found });
    else files.push(...found);
  }
  return { files, failures };
}

/** The files of one name, or why there are none. */
async function find(name: string): Promise<readonly string[] | string> {
  // A file whose name looks like a pattern is that file.
  const facts = await stat(name).catch(() => undefined);
  if (facts?.isDirectory()) {
    const found = await glob(`**/*.{${extensions.join(',')}}`, { cwd: name, caseSensitiveMatch: false });
    if (found.length === 0) return `no image in this folder (${extensions.join(', ')})`;
    return found.sort(order.compare).map((file) => join(name, file));
  }
  if (facts !== undefined) return [name];
  if (!isDynamicPattern(name)) return 'there is no such file or folder';
  const found = await glob(name, { expandDirectories: false });
  return found.length === 0 ? 'no file matches this pattern' : found.sort(order.compare);
}
