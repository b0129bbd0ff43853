import type { StateEntry } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { shorten } from '../files/shorten.ts';
import { storedTypes } from '../safetensors/stored-types.ts';
import type { PyTorchFile, StoragePlace } from './pytorch-file.ts';
import { StorageReference, type TensorReference } from './torch-world.ts';

/** PyTorch's own limit. */
const MOST_AXES = 64;

/** A tensor that lies in its storage. */
export interface TensorPlan extends StateEntry {
  readonly name: string;
  readonly storage: StoragePlace;
  /** The first byte of its values in the storage, and the first one after them. */
  readonly begin: number;
  readonly end: number;
  /** In values. */
  readonly stride: readonly number[];
  /** Whether the values lie one after the other in row-major order. */
  readonly contiguous: boolean;
}

/**
 * Checks a tensor that a pickle describes.
 * @throws WeightsError when it does not lie in its storage, or has more values than it.
 */
export function planTensor(name: string, tensor: TensorReference, file: PyTorchFile): TensorPlan {
  const { storage, offset, size, stride } = tensor;
  if (!(storage instanceof StorageReference)) throw tensorError(name, 'has no storage');
  if (!isWholeNumbers(size) || !isWholeNumbers(stride) || size.length !== stride.length || size.length > MOST_AXES) {
    throw tensorError(name, 'has a shape and strides that do not fit each other');
  }
  if (!isWholeNumber(offset)) throw tensorError(name, 'has an offset that is no whole number');
  const { dtype, count: held } = storage;
  const count = size.reduce((product, length) => product * length, 1);
  const last = count === 0 ? -1 : size.reduce((sum, length, axis) => sum + (length - 1) * stride[axis]!, offset);
  if (last >= held) throw tensorError(name, `[${size.join()}] reaches value ${last} of a storage of ${held}`);
  if (count > held)
    throw tensorError(name, `[${size.join()}] repeats the ${held} values of its storage; save it after contiguous()`);
  const width = storedTypes[dtype].bytes;
  const [begin, end] = count === 0 ? [0, 0] : [offset * width, (last + 1) * width];
  const contiguous = count === 0 || isContiguous(size, stride);
  return { name, dtype, shape: size, stride, contiguous, storage: placeOf(name, storage, width, file), begin, end };
}

function placeOf(name: string, reference: StorageReference, width: number, file: PyTorchFile): StoragePlace {
  const place = file.storage(reference);
  const { key, count } = reference;
  if (place === undefined)
    throw tensorError(name, `has its values in storage ${shorten(key)}, which is not in the file`);
  if (place.bytes === count * width) return place;
  throw tensorError(name, `expects ${count * width} bytes in storage ${shorten(key)}, which has ${place.bytes}`);
}

const isWholeNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isWholeNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(isWholeNumber);

/** Whether values lie one after the other in row-major order; the stride of an axis of length 1 says nothing. */
function isContiguous(size: readonly number[], stride: readonly number[]): boolean {
  let expected = 1;
  for (let axis = size.length - 1; axis >= 0; axis--) {
    if (size[axis] !== 1 && stride[axis] !== expected) return false;
    expected *= size[axis]!;
  }
  return true;
}

/** What is wrong with a tensor. */
export function tensorError(name: string, what: string): WeightsError {
  return new WeightsError(`PyTorch file: the tensor ${shorten(name)} ${what}`, { name });
}
