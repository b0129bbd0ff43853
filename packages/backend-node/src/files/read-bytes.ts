import { readFile, stat } from 'node:fs/promises';
import { DataError } from '@cv/tensor/errors';
import { fileError } from './file-error.ts';
import { filePath } from './file-path.ts';
import { notRegular } from './not-regular.ts';

/**
 * Reads a whole file. Folders, pipes and devices are refused, so that a wrong path can neither hang nor run forever.
 *
 * @param source path, or `file:` URL such as `new URL('weights.safetensors', import.meta.url)`
 * @returns the bytes, in memory of their own
 * @throws {DataError} with `path` and `reason` when the file is missing, a folder, unreadable, or larger than 2 GiB
 * @throws {UnsupportedError} for URLs of the network
 * @example
 * const bytes = await readBytes('model.safetensors');
 */
export async function readBytes(source: string | URL): Promise<Uint8Array> {
  const path = filePath('readBytes', source);
  let bytes: Buffer;
  try {
    const facts = await stat(path);
    if (!facts.isFile() && !facts.isDirectory()) throw notRegular('readBytes', path);
    bytes = await readFile(path);
  } catch (cause) {
    throw cause instanceof DataError ? cause : fileError('readBytes', path, cause);
  }
  // A Buffer's `slice` shares memory, which a Uint8Array's does not: hand out what the type says.
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
