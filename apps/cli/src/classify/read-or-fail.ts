import { readPicture } from '@cv/backend-node';
import type { Picture } from '@cv/image';
import { DataError } from '@cv/tensor/errors';
import type { Failure } from './find-images.ts';

/** A file and what it shows. */
export interface ReadPicture {
  readonly file: string;
  readonly picture: Picture;
}

/** Reads an image file, or says why it cannot be read: one bad file must not end the work on the others. */
export async function readOrFail(file: string): Promise<ReadPicture | Failure> {
  try {
    return { file, picture: await readPicture(file) };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const { reason } = error.fields; // without the path, which stands before it
    return { file, reason: typeof reason === 'string' ? reason : error.message };
  }
}
