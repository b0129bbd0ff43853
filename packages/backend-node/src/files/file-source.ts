import { type FileHandle, open, stat } from 'node:fs/promises';
import { DataError, OptionError } from '@cv/tensor/errors';
import { fileError } from './file-error.ts';
import { filePath } from './file-path.ts';
import { notRegular } from './not-regular.ts';

/** A file that is read range by range; the `ByteSource` of `@cv/zoo`. */
export interface FileSource {
  /** Number of bytes. */
  readonly size: number;
  /** Reads the bytes from `begin` up to `end`, which is left out, into memory of their own. */
  read(begin: number, end: number): Promise<Uint8Array>;
}

/** The system reads at most 2 GiB at once. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * A file of any size that is read in parts. Between reads it is not kept open, so that nothing has to be closed; a file that was written
 * or replaced since is refused rather than mixed.
 *
 * @param source path, or `file:` URL
 * @throws {DataError} with `path` and `reason` when the file is missing, a folder, a pipe or unreadable; `read` throws one, too, when it
 * has changed or the range does not fit in memory
 * @throws {OptionError} by `read` for a range outside of the file
 * @throws {UnsupportedError} for URLs of the network
 * @example
 * import { openWeights } from '@cv/zoo';
 * const file = await openWeights(await fileSource('model.safetensors'));
 */
export async function fileSource(source: string | URL): Promise<FileSource> {
  const path = filePath('fileSource', source);
  const facts = await stat(path, { bigint: true }).catch((cause: unknown) => {
    throw fileError('fileSource', path, cause);
  });
  if (facts.isDirectory()) throw fileError('fileSource', path, Object.assign(new Error(), { code: 'EISDIR' }));
  if (!facts.isFile()) throw notRegular('fileSource', path);
  const size = Number(facts.size);
  const version = versionOf(facts);
  const read = async (begin: number, end: number): Promise<Uint8Array> => {
    if (!(Number.isSafeInteger(begin) && Number.isSafeInteger(end) && begin >= 0 && begin <= end && end <= size)) {
      throw new OptionError(`fileSource: ${path} has ${size} bytes, there is no range ${begin} to ${end}`, { path });
    }
    try {
      return await readRange(path, begin, end, version);
    } catch (cause) {
      throw cause instanceof DataError ? cause : fileError('fileSource', path, cause);
    }
  };
  return { size, read };
}

async function readRange(path: string, begin: number, end: number, version: string): Promise<Uint8Array> {
  const bytes = allocate(path, end - begin);
  const file = await open(path, 'r');
  try {
    if (versionOf(await file.stat({ bigint: true })) !== version) throw changed(path);
    await fill(file, bytes, begin, path);
    return bytes;
  } finally {
    await file.close();
  }
}

async function fill(file: FileHandle, bytes: Uint8Array, begin: number, path: string): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const length = Math.min(bytes.length - at, MOST_AT_ONCE);
    const { bytesRead } = await file.read(bytes, at, length, begin + at);
    if (bytesRead === 0) throw changed(path);
    at += bytesRead;
  }
}

function allocate(path: string, length: number): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    const reason = `${length} bytes at once do not fit in memory`;
    throw new DataError(`fileSource: cannot read ${path}: ${reason}`, { path, reason }, { cause });
  }
}

/** Another file, another length or another time of writing. */
function versionOf({ ino, size, mtimeNs }: { ino: bigint; size: bigint; mtimeNs: bigint }): string {
  return `${ino} ${size} ${mtimeNs}`;
}

function changed(path: string): DataError {
  const reason = 'the file was changed while it was read; open it again';
  return new DataError(`fileSource: cannot read ${path}: ${reason}`, { path, reason });
}
