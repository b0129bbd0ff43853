import type { StateArray, StateTensor } from '@cv/layers';
import { type Reading, range } from '../files/reading.ts';
import { readValues } from '../safetensors/read-values.ts';
import { type TensorPlan, tensorError } from './plan-tensor.ts';

/**
 * Reads a tensor in row-major order: a view of what was read where its values lie so, else a copy.
 * @param storages whether all of its storage is read, so that the checksum is known of tensors that are a part of one too
 */
export function* readStrided(plan: TensorPlan, storages: 'whole' | 'needed'): Reading<StateTensor> {
  const { name, dtype, shape, stride, contiguous, storage } = plan;
  const [from, to] = storages === 'whole' ? [0, storage.bytes] : [plan.begin, plan.end];
  const begin = yield* storage.begin();
  const bytes = yield* range(begin + from, begin + to);
  if (bytes.length === storage.bytes) storage.check(bytes);
  const data = readValues(dtype, bytes.subarray(plan.begin - from, plan.end - from));
  if (data === null) throw tensorError(name, 'is a BoolTensor and has values other than 0 and 1');
  return { dtype, shape, data: contiguous ? data : gather(data, shape, stride) };
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
