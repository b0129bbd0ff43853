import type { Initializer } from '../onnx-graph.ts';

/** The numbers of an int64 constant. */
export function constantIntegers({ bytes }: Initializer): number[] {
  return Array.from(new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8), Number);
}
