import { UnsupportedError } from '@cv/tensor/errors';
import type { ProgramOpener } from '../programs/program.ts';
import { type TestPicture, testPicture } from './test-picture.ts';

/**
 * What a library does with the picture: called once, it makes everything ready; what it returns is measured, and returns how many numbers
 * the result has, so that results of different sizes are found out.
 */
export type ImageOperation = (picture: TestPicture) => () => number;

/** A library that processes pictures. */
export interface ImageLibrary {
  readonly version: string;
  readonly operations: Readonly<Record<string, ImageOperation>>;
}

/** The work done by a library in this process. */
export function imageProgram(library: ImageLibrary): ProgramOpener {
  return ({ work }) => {
    if (work.task !== 'image') throw new UnsupportedError(`it processes pictures, not '${work.id}'`);
    const { operation, width, height } = work;
    const open = library.operations[operation];
    if (open === undefined) throw new UnsupportedError(`it has no '${operation}'`);
    const run = open(testPicture(width, height));
    return Promise.resolve({
      version: library.version,
      parameters: run(),
      iterate: () => {
        run();
        return Promise.resolve({});
      },
      dispose: () => Promise.resolve(),
    });
  };
}
