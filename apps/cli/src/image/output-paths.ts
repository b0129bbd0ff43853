import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { OptionError } from '@cv/tensor/errors';

const folderLike = /[\\/]$/;
const writable = ['.png', '.jpg', '.jpeg', '.webp', '.tif', '.tiff'];

/** Whether results of these names go into a folder: several files, one of a folder or pattern, or a path that is one. */
export async function wantsFolder(output: string, single: boolean): Promise<boolean> {
  if (!single || folderLike.test(output)) return true;
  const facts = await stat(output).catch(() => undefined);
  return facts?.isDirectory() === true;
}

/**
 * Where in a folder the result of each file goes: below the folder that all have in common it keeps its place. Photographs become PNG files,
 * since JPEG would blur masks and thin lines.
 *
 * @throws {OptionError} when two would go to the same place, or one would overwrite a file that it is made from
 */
export function pathsInFolder(folder: string, files: readonly string[]): readonly string[] {
  const common = commonFolder(files.map((file) => dirname(resolve(file))));
  const paths = files.map((file) => {
    const inside = relative(common, resolve(file));
    return join(folder, dirname(inside), `${basename(inside, extname(inside))}.png`);
  });
  for (const [i, path] of paths.entries()) {
    const first = paths.indexOf(path);
    if (first < i && files[first] !== files[i]) {
      throw new OptionError(`cv image: ${files[first]} and ${files[i]} would both become ${path}; process them apart`, {
        path,
      });
    }
  }
  requireNotInputs(paths, files);
  return paths;
}

/** @throws {OptionError} when a result would overwrite a file that it is made from, or cannot be written as its name says */
export function requireFile(path: string, file: string): void {
  if (!writable.includes(extname(path).toLowerCase())) {
    throw new OptionError(`cv image: the output must end with one of ${writable.join(', ')}, not '${path}'`, { path });
  }
  requireNotInputs([path], [file]);
}

function requireNotInputs(paths: readonly string[], files: readonly string[]): void {
  const inputs = new Set(files.map((file) => resolve(file)));
  const overwritten = paths.find((path) => inputs.has(resolve(path)));
  if (overwritten === undefined) return;
  throw new OptionError(`cv image: ${overwritten} would overwrite its own input; choose another output`, {
    path: overwritten,
  });
}

function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? '.';
  for (const folder of folders) {
    while (relative(common, folder).startsWith('..') && dirname(common) !== common) common = dirname(common);
  }
  return common;
}
