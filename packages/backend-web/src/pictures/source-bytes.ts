import { throwIfAborted } from '../aborted-error.ts';
import { pictureError } from './picture-source-error.ts';

/** A file in memory, and what to call it in messages. */
export interface NamedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly path: string;
}

/**
 * Fetches a file or reads a Blob whole.
 * @throws {DataError} when the server does not answer, or answers with an error
 * @throws {AbortedError} when the signal is aborted meanwhile
 */
export async function sourceBytes(
  source: string | URL | Blob | Uint8Array,
  signal: AbortSignal | undefined,
): Promise<NamedBytes> {
  if (source instanceof Uint8Array) {
    // A copy where the memory is shared: a Blob cannot be made of that.
    const bytes = source.buffer instanceof ArrayBuffer ? (source as Uint8Array<ArrayBuffer>) : Uint8Array.from(source);
    return { bytes, path: `${source.length} bytes in memory` };
  }
  return source instanceof Blob ? blobBytes(source, signal) : fetchedBytes(source, signal);
}

async function blobBytes(blob: Blob, signal: AbortSignal | undefined): Promise<NamedBytes> {
  const path = blob instanceof File ? blob.name : `a Blob of ${blob.size} bytes`;
  try {
    return { bytes: new Uint8Array(await blob.arrayBuffer()), path };
  } catch (cause) {
    throwIfAborted('readPicture', signal);
    throw pictureError(path, 'the file was moved, changed or locked since it was chosen; choose it again', { cause });
  }
}

async function fetchedBytes(source: string | URL, signal: AbortSignal | undefined): Promise<NamedBytes> {
  const href = String(source);
  const path = href.startsWith('data:') ? `${href.slice(0, 24)}...` : href;
  let response: Response;
  try {
    response = await fetch(source, { signal: signal ?? null });
  } catch (cause) {
    throwIfAborted('readPicture', signal);
    const reason =
      'it could not be fetched; check the address and the connection, and that its server allows this page (CORS)';
    throw pictureError(path, reason, { cause });
  }
  if (!response.ok) {
    const { status, statusText } = response;
    const reason = `the server answered ${[status, statusText].filter(Boolean).join(' ')}; check the address`;
    throw pictureError(path, reason, { status });
  }
  try {
    return { bytes: new Uint8Array(await response.arrayBuffer()), path };
  } catch (cause) {
    throwIfAborted('readPicture', signal);
    throw pictureError(path, 'the connection broke before the file was there; try again', { cause });
  }
}
