import type { StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { type Reading, range } from '../files/reading.ts';
import type { TensorPlace } from './read-header.ts';
import { readValues } from './read-values.ts';

/** Reads one tensor of a file. */
export function* readTensor({ name, dtype, shape, begin, end }: TensorPlace): Reading<StateTensor> {
  const data = readValues(dtype, yield* range(begin, end));
  if (data !== null) return { dtype, shape, data };
  throw new WeightsError(`safetensors: tensor '${name}' is BOOL and has values other than 0 and 1`, { name });
}
