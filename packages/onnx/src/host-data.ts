import { type BackendValues, util } from '@tensorflow/tfjs-core';
import type { DeviceDType, ValueSpec } from './lazy-value.ts';

const BYTES: Record<DeviceDType, number> = { float32: 4, int32: 4, bool: 1 };

/** Values of a tensor in host memory, one element each; bool as 0 and 1. */
export type HostData = Float32Array | Int32Array | Uint8Array;

/** A copy of what tfjs hands to a backend: the graph runs later, and the caller may have reused the buffer by then. */
export function hostCopy(values: BackendValues, dtype: DeviceDType): HostData {
  const numbers = values as HostData;
  if (dtype === 'float32') return Float32Array.from(numbers);
  return dtype === 'int32' ? Int32Array.from(numbers) : Uint8Array.from(numbers);
}

/** Bytes of a value's elements. */
export function byteSize({ shape, dtype }: ValueSpec): number {
  return util.sizeFromShape([...shape]) * BYTES[dtype];
}
