import { DataError } from '@cv/tensor/errors';

/** True when `bytes` begin like a gzip file. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks a gzip file, but never more than its content is allowed to be.
 *
 * @param bytes the whole file
 * @param options.name for messages
 * @param options.limitOf bytes that the content may have at most, told from its first bytes; undefined while they do not suffice
 * @throws DataError when the file is damaged or truncated, has bytes after its end, or holds more than allowed (a decompression bomb)
 */
export async function gunzip(
  bytes: Uint8Array,
  { name, limitOf }: { readonly name: string; readonly limitOf: (head: Uint8Array) => number | undefined },
): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let limit: number | undefined;
  for (;;) {
    const { value, done } = await nextChunk(reader, name, size);
    if (done) {
      requireTrailer(bytes, { name, size });
      return joined(chunks, size);
    }
    chunks.push(value);
    size += value.length;
    limit ??= limitOf(chunks.length === 1 ? value : joined(chunks, size));
    if (limit !== undefined && size > limit) {
      await reader.cancel();
      throw new DataError(`${name}: unpacks to more than the ${limit} bytes that its header announces`, {
        name,
        limit,
      });
    }
  }
}

/** Some platforms pass over what follows the gzip stream, others do not: refused everywhere, as damage. */
function requireTrailer(bytes: Uint8Array, { name, size }: { readonly name: string; readonly size: number }): void {
  const announced = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  if (announced === size % 2 ** 32) return;
  throw new DataError(
    `${name}: damaged gzip file: it unpacks to ${size} bytes but its last four bytes say ${announced}; is something appended to it?`,
    { name, announced, size },
  );
}

async function nextChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  name: string,
  size: number,
): ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']> {
  try {
    return await reader.read();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DataError(
      `${name}: damaged or truncated gzip file (${reason}, after ${size} bytes)`,
      { name },
      { cause },
    );
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
