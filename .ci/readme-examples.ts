import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeBlocks, installedPackages } from './markdown.ts';
import { PUBLIC, ROOT } from './workspace.ts';

/** A js or ts block of a README. */
export interface Example {
  /** `@cv/image 1`, or `README 1` of the repository. */
  readonly title: string;
  readonly language: 'js' | 'ts';
  readonly code: string;
  /** The packages that the README says to install. */
  readonly installs: readonly string[];
  /** Node runs it, or it needs a page and is only checked. */
  readonly place: 'node' | 'page';
  /** Puts the files that the example reads into its folder. */
  readonly prepare: (folder: string) => void;
}

/** Two IDX files as MNIST has them: 64 black pictures of the digit 0. */
function writeMnist(folder: string): void {
  const idx = (shape: readonly number[]): Buffer => {
    const header = Buffer.alloc(4 + 4 * shape.length);
    header.set([0, 0, 8, shape.length]);
    for (const [axis, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * axis);
    return Buffer.concat([header, Buffer.alloc(shape.reduce((product, size) => product * size))]);
  };
  mkdirSync(join(folder, 'mnist'));
  writeFileSync(join(folder, 'mnist/train-images-idx3-ubyte'), idx([64, 28, 28]));
  writeFileSync(join(folder, 'mnist/train-labels-idx1-ubyte'), idx([64]));
}

/** Packages that work in pages only. */
const IN_PAGES: readonly string[] = ['@cv/backend-web'];

const PREPARATIONS: Readonly<Record<string, (folder: string) => void>> = { '@cv/data': writeMnist };

function examplesOf(title: string, folder: string): Example[] {
  const file = join(folder, 'README.md');
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return codeBlocks(text)
    .filter(({ language }) => language === 'js' || language === 'ts')
    .map(({ language, code }, index) => ({
      title: `${title} ${index + 1}`,
      language: language as 'js' | 'ts',
      code,
      installs: installedPackages(text),
      place: IN_PAGES.includes(title) ? 'page' : 'node',
      prepare: PREPARATIONS[title] ?? (() => {}),
    }));
}

/** The examples of the repository's README and of all public packages. */
export const EXAMPLES: readonly Example[] = [
  ...examplesOf('README', ROOT),
  ...PUBLIC.flatMap(({ folder, manifest }) => examplesOf(manifest.name, folder)),
];

/**
 * What an example says that it prints: the comment behind or below each `console.log(...);`, as a pattern in which `...` stands for
 * anything and any white space for any other.
 */
export function promisedOutput(code: string): RegExp[] {
  return [...code.matchAll(/^[ \t]*console\.log\(.*\);[ \t]*\n?[ \t]*\/\/ (.+)$/gm)].map(([, text]) => {
    const parts = text!
      .split('...')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+'));
    return new RegExp(parts.join('[^]*?'));
  });
}
