import '@tensorflow/tfjs-backend-cpu';
import { read } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { BatchNorm2d } from './batch-norm2d.ts';
import { Conv2d } from './conv2d.ts';
import { Linear } from './linear.ts';
import { MultiHeadAttention } from './multi-head-attention.ts';

describe('PyTorch default initialisation', () => {
  test('of Conv2d is even within 1 / sqrt(fanIn), weight and bias', async () => {
    const conv = new Conv2d(8, 64, { kernelSize: 3, groups: 2, rng: new Rng(1) });
    const bound = 1 / Math.sqrt((8 / 2) * 9);
    for (const parameter of [conv.weight, conv.bias!]) {
      const values = [...((await read(parameter.value)) as Float32Array)];
      expect(Math.max(...values)).toBeLessThanOrEqual(bound);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-bound);
      expect(Math.max(...values)).toBeGreaterThan(0.9 * bound);
      expect(Math.min(...values)).toBeLessThan(-0.9 * bound);
    }
    conv.dispose();
  });

  test('of Linear too, and differs from seed to seed', async () => {
    const make = (seed: number) => new Linear(100, 50, { rng: new Rng(seed) });
    const [first, again, other] = [make(1), make(1), make(2)];
    const values = [...((await read(first.weight.value)) as Float32Array)];
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(0.1));
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.099);
    expect([...(await read(again.weight.value))]).toEqual(values);
    expect([...(await read(other.weight.value))]).not.toEqual(values);
    for (const each of [first, again, other]) each.dispose();
  });

  test('of BatchNorm2d is scale 1, shift 0, mean 0, variance 1, count 0', async () => {
    const bn = new BatchNorm2d(2);
    const state = await bn.stateDict();
    expect(Object.entries(state).map(([name, { data }]) => [name, ...data])).toEqual([
      ['weight', 1, 1],
      ['bias', 0, 0],
      ['running_mean', 0, 0],
      ['running_var', 1, 1],
      ['num_batches_tracked', 0n],
    ]);
    bn.dispose();
  });
});

describe('MultiHeadAttention', () => {
  test('starts as PyTorch: Xavier over the three projections together, no bias', async () => {
    const attention = new MultiHeadAttention(32, 4, { rng: new Rng(1) });
    const state = await attention.stateDict();
    const bound = Math.sqrt(6 / (32 + 96));
    const weights = [...(state.in_proj_weight!.data as Float32Array)].map(Math.abs);
    expect(Math.max(...weights)).toBeLessThanOrEqual(bound);
    expect(Math.max(...weights)).toBeGreaterThan(0.99 * bound);
    for (const name of ['in_proj_bias', 'out_proj.bias']) {
      expect([...(state[name]!.data as Float32Array)].every((value) => value === 0)).toBe(true);
    }
    attention.dispose();
  });
});
