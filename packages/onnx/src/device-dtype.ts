import { DTypeError } from '@cv/tensor/errors';
import type { BackendValues } from '@tensorflow/tfjs-core';
import type { DeviceDType } from './lazy-value.ts';

/** Values of a tensor in host memory, one element each; bool as 0 and 1. */
export type HostData = Float32Array | Int32Array | Uint8Array;

/** @throws DTypeError for the element types that ONNX graphs are not recorded with. */
export function deviceDType(dtype: string): DeviceDType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new DTypeError(`onnx backend: tensors are float32, int32 or bool, received ${dtype}`, { dtype });
}

/** A copy, since the graph runs later and the caller may have reused the buffer by then. */
export function hostCopy(values: BackendValues, dtype: DeviceDType): HostData {
  const numbers = values as HostData;
  if (dtype === 'float32') return Float32Array.from(numbers);
  return dtype === 'int32' ? Int32Array.from(numbers) : Uint8Array.from(numbers);
}
