import type { ByteSource } from './byte-source.ts';

/**
 * Bytes in memory as a source; what it reads are views of them.
 *
 * @param bytes the whole file, not to be changed while it is read
 * @example
 * ```ts
 * const file = await openWeights(memorySource(bytes));
 * ```
 */
export function memorySource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (begin, end) => Promise.resolve(bytes.subarray(begin, end)) };
}
