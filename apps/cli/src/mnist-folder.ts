import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes } from '@cv/backend-node';
import { type ArrayDataset, loadMnist, type MnistSplit } from '@cv/data';
import { DataError } from '@cv/tensor/errors';
import type { ModelEntry } from '@cv/zoo';

/** A data set and the identity of its files. */
export interface MnistFolder {
  readonly dataset: ArrayDataset;
  /** SHA-256 of the files as they lie there. */
  readonly sha256: string;
}

/**
 * Reads one half of MNIST, or of a data set in its format, from a folder.
 *
 * @param entry the model that is to see the pictures
 * @throws DataError with the folder when it or a file is missing or damaged, or the pictures have another size than the model takes
 */
export async function readMnistFolder(folder: string, split: MnistSplit, entry: ModelEntry): Promise<MnistFolder> {
  const facts = await stat(folder).catch(() => undefined);
  if (!facts?.isDirectory()) {
    const what = facts === undefined ? 'there is no such folder' : 'this is a file';
    throw new DataError(`data ${folder}: ${what}; give the folder with the MNIST files`, { path: folder });
  }
  const hash = createHash('sha256');
  const readFile = async (name: string): Promise<Uint8Array | undefined> => {
    const bytes = await ifThere(join(folder, name));
    if (bytes !== undefined) hash.update(bytes);
    return bytes;
  };
  try {
    const dataset = await loadMnist(split, { readFile });
    if (dataset.length === 0) throw new DataError(`the ${split} set is empty`);
    const [received, expected] = [dataset.shape.join('x'), entry.inputShape.join('x')];
    if (received !== expected) {
      throw new DataError(`the pictures of the ${split} set are ${received}, ${entry.id} takes ${expected}`);
    }
    return { dataset, sha256: hash.digest('hex') };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new DataError(`data ${folder}: ${error.message}`, { path: folder, ...error.fields }, { cause: error });
  }
}

async function ifThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readBytes(path);
  } catch (error) {
    if (error instanceof DataError && error.fields.systemCode === 'ENOENT') return undefined;
    throw error;
  }
}
