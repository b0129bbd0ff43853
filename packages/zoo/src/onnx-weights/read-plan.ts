import type { StateTensor } from '@cv/layers';
import { type Reading, range } from '../files/reading.ts';
import { readValues } from '../safetensors/read-values.ts';
import { type TensorPlan, tensorError } from './plan-tensor.ts';
import type { Place } from './tensor-message.ts';
import { typedValues } from './typed-values.ts';

/** Reads the values of an initialiser that lie in the model file. */
export function* readPlan(plan: TensorPlan, values: { raw: Place } | { typed: Place }): Reading<StateTensor> {
  if ('raw' in values) return stateTensor(plan, yield* range(values.raw.begin, values.raw.end));
  return stateTensor(plan, typedValues(plan, yield* range(values.typed.begin, values.typed.end)));
}

/** A tensor of its little-endian bytes. */
export function stateTensor({ name, dtype, shape }: TensorPlan, bytes: Uint8Array): StateTensor {
  const data = readValues(dtype, bytes);
  if (data !== null) return { dtype, shape, data };
  throw tensorError(name, 'is BOOL and has values other than 0 and 1');
}
