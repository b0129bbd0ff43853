import { DTypeError } from '@cv/tensor/errors';
import type { DeviceDType } from './lazy-value.ts';

/** `dtype` if the backend holds such tensors; a DTypeError for tfjs's `string` and `complex64`. */
export function deviceDType(where: string, dtype: unknown): DeviceDType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new DTypeError(`${where}: tensors are float32, int32 or bool, received ${String(dtype)}`, { where, dtype });
}
