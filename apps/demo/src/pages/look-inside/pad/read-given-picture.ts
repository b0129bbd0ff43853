import type { Picture } from '@cv/image';
import { DataError } from '@cv/tensor/errors';
import type { ReadPictureAnswer } from './picture-worker.ts';

/**
 * Reads a picture file in a worker, and makes it small.
 * @throws DataError with a sentence when it is no picture, damaged or too large
 */
export async function readGivenPicture(file: Blob): Promise<Picture> {
  const worker = new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = await new Promise<ReadPictureAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ReadPictureAnswer>) => resolve(data);
      worker.onerror = ({ message }) =>
        reject(new DataError(message || 'the part that reads pictures could not be loaded'));
      worker.postMessage(file);
    });
    if ('problem' in answer) throw new DataError(answer.problem);
    return answer.picture;
  } finally {
    worker.terminate();
  }
}
