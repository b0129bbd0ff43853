import '@tensorflow/tfjs-backend-cpu';
import { numTensors, read } from '@cv/tensor';
import { DataError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BatchNorm2d } from './batch-norm2d.ts';
import { Linear } from './linear.ts';
import type { StateDict, StateSource, StateTensor } from './state-dict.ts';

const good: StateDict = {
  bias: { dtype: 'float32', shape: [2], data: Float32Array.of(7, 8) },
  weight: { dtype: 'float64', shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) },
};

/** A source that counts how many of its tensors were asked for, and in which order. */
function sourceOf(dict: StateDict): StateSource & { readonly asked: string[] } {
  const asked: string[] = [];
  const tensor = (name: string): Promise<StateTensor> => {
    asked.push(name);
    return Promise.resolve(dict[name]!);
  };
  return { entries: new Map(Object.entries(dict)), tensor, asked };
}

let before = 0;
beforeEach(() => {
  before = numTensors();
});
afterEach(() => {
  expect(numTensors(), 'tensors left').toBe(before);
});

const make = () => new Linear(3, 2, { rng: new Rng(1) });

test('reads what the model has, in the order of the source', async () => {
  const linear = make();
  const source = sourceOf({ ...good, other: good.bias! });
  const report = await linear.loadStateFrom(source, { strict: false });
  expect(report).toEqual({ missing: [], unexpected: ['other'], reshaped: [], mismatched: [] });
  expect(source.asked).toEqual(['bias', 'weight']);
  expect((await linear.stateDict()).weight!.data).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  linear.dispose();
});

test('reads nothing when a name, a shape or a dtype does not fit', async () => {
  const { bias, weight } = good as Record<'bias' | 'weight', StateTensor>;
  const whole: StateTensor = { dtype: 'int8', shape: [2, 3], data: new Int8Array(6) };
  const cases: [StateDict, string][] = [
    [{ bias }, '1 missing (weight [2,3])'],
    [{ bias, weight, other: bias }, '1 unexpected (other [2])'],
    [{ bias, weight: { ...weight, shape: [3, 2] } }, 'weight expected [2,3], received [3,2]'],
    [{ bias, weight: whole }, 'weight is stored as int8, expected a float type'],
  ];
  const linear = make();
  for (const [dict, message] of cases) {
    const source = sourceOf(dict);
    const loading = linear.loadStateFrom(source);
    await expect(loading).rejects.toThrow(WeightsError);
    await expect(loading).rejects.toThrow(message);
    expect(source.asked).toEqual([]);
  }
  linear.dispose();
});

test('a count is read from any whole type and may be missing', async () => {
  const norm = new BatchNorm2d(1);
  const one: StateTensor = { dtype: 'float32', shape: [1], data: Float32Array.of(2) };
  const dict: StateDict = { weight: one, bias: one, running_mean: one, running_var: one };
  expect((await norm.loadStateFrom(sourceOf(dict))).missing).toEqual([]);
  const count: StateTensor = { dtype: 'int64', shape: [], data: BigInt64Array.of(5n) };
  await norm.loadStateFrom(sourceOf({ ...dict, num_batches_tracked: count }));
  expect((await norm.stateDict()).num_batches_tracked!.data).toEqual(count.data);
  norm.dispose();
});

test('a read that fails midway fails the load and leaks nothing', async () => {
  const linear = make();
  const source: StateSource = {
    ...sourceOf(good),
    tensor: (name) =>
      name === 'bias' ? Promise.resolve(good.bias!) : Promise.reject(new DataError('the connection broke off')),
  };
  await expect(linear.loadStateFrom(source)).rejects.toThrow(DataError);
  expect(await read(linear.bias!.value)).toEqual(Float32Array.of(7, 8));
  linear.dispose();
});
