import type { ByteSource } from './byte-source.ts';

/**
 * A source that reads blocks, so that many small reads one after the other are few of the source below.
 * @param blockBytes how much is read at least, and kept until another block is
 */
export function readAhead(source: ByteSource, blockBytes: number): ByteSource {
  const { size } = source;
  let block = { begin: 0, bytes: new Uint8Array(0) };
  const read = async (begin: number, end: number): Promise<Uint8Array> => {
    if (end - begin >= blockBytes) return await source.read(begin, end);
    let held = block; // another read may replace it meanwhile
    if (begin < held.begin || end > held.begin + held.bytes.length) {
      const bytes = await source.read(begin, Math.min(begin + blockBytes, size));
      held = { begin, bytes: new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength) };
      block = held;
    }
    // A copy: a small tensor is not to keep the whole block in memory.
    return new Uint8Array(held.bytes.subarray(begin - held.begin, end - held.begin));
  };
  return { size, read };
}
