import type { StateArray, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { readValues } from '../safetensors/read-values.ts';
import { storedTypes } from '../safetensors/stored-types.ts';
import { shorten } from './shorten.ts';
import { StorageReference, type TensorReference } from './torch-world.ts';

/** PyTorch's own limit. */
const MOST_AXES = 64;

/** Reads tensors out of storages, copying no more than a file of this size can need. */
export class StridedReader {
  readonly #storage: (reference: StorageReference) => Uint8Array | undefined;
  #budget: number;

  /**
   * @param storage bytes of a storage.
   * @param fileBytes shared storages may be copied for each of their tensors, but not without end.
   */
  constructor(storage: (reference: StorageReference) => Uint8Array | undefined, fileBytes: number) {
    this.#storage = storage;
    this.#budget = 8 * fileBytes;
  }

  /**
   * A tensor in row-major order: a view of the file where its values lie so, else a copy.
   * @throws WeightsError when it does not lie in its storage, or has more values than it.
   */
  read(name: string, { storage, offset, size, stride }: TensorReference): StateTensor {
    if (!(storage instanceof StorageReference)) throw fail(name, 'has no storage');
    if (!isWholeNumbers(size) || !isWholeNumbers(stride) || size.length !== stride.length || size.length > MOST_AXES) {
      throw fail(name, 'has a shape and strides that do not fit each other');
    }
    if (!isWholeNumber(offset)) throw fail(name, 'has an offset that is no whole number');
    const { dtype, count: held } = storage;
    const count = size.reduce((product, length) => product * length, 1);
    const last = count === 0 ? -1 : size.reduce((sum, length, axis) => sum + (length - 1) * stride[axis]!, offset);
    if (last >= held) throw fail(name, `[${size.join()}] reaches value ${last} of a storage of ${held}`);
    if (count > held)
      throw fail(name, `[${size.join()}] repeats the ${held} values of its storage; save it after contiguous()`);
    const width = storedTypes[dtype].bytes;
    const bytes = this.#bytesOf(name, storage, width);
    const flat = isContiguous(size, stride);
    const [begin, end] = count === 0 ? [0, 0] : [offset * width, (flat ? offset + count : last + 1) * width];
    this.#spend(name, dtype === 'float16' || dtype === 'bfloat16' ? 2 * (end - begin) : flat ? 0 : count * width);
    const data = readValues(dtype, bytes.subarray(begin, end));
    if (data === null) throw fail(name, 'is a BoolTensor and has values other than 0 and 1');
    return { dtype, shape: size, data: flat || count === 0 ? data : gather(data, size, stride) };
  }

  #bytesOf(name: string, storage: StorageReference, width: number): Uint8Array {
    const bytes = this.#storage(storage);
    if (bytes === undefined)
      throw fail(name, `has its values in storage ${shorten(storage.key)}, which is not in the file`);
    if (bytes.length === storage.count * width) return bytes;
    throw fail(
      name,
      `expects ${storage.count * width} bytes in storage ${shorten(storage.key)}, which has ${bytes.length}`,
    );
  }

  #spend(name: string, bytes: number): void {
    this.#budget -= bytes;
    if (this.#budget < 0)
      throw fail(name, 'and those before it use the same values over and over; save them separately');
  }
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

/** Row-major values of a strided tensor that begins at the first of `data`. */
function gather(data: StateArray, size: readonly number[], stride: readonly number[]): StateArray {
  const count = size.reduce((product, length) => product * length, 1);
  const ArrayOf = data.constructor as new (length: number) => StateArray; // slices of its own type
  const result = new ArrayOf(count);
  const index = Array.from({ length: size.length }, () => 0);
  let from = 0;
  for (let to = 0; to < count; to++) {
    result[to] = data[from]!;
    for (let axis = size.length - 1; axis >= 0; axis--) {
      from += stride[axis]!;
      if (++index[axis]! < size[axis]!) break;
      from -= size[axis]! * stride[axis]!;
      index[axis] = 0;
    }
  }
  return result;
}

function fail(name: string, what: string): WeightsError {
  return new WeightsError(`decodePyTorch: the tensor ${shorten(name)} ${what}`, { name });
}
