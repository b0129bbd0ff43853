import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { type BlockAttention, rollout } from './rollout.ts';

const block = (...heads: readonly (readonly number[])[]): BlockAttention => ({
  data: Float32Array.from(heads.flat()),
  heads: heads.length,
  tokens: Math.sqrt(heads[0]!.length),
});
const rounded = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 1e6) / 1e6);

/** Two heads of two tokens. */
const one = block([0.5, 0.5, 0, 1], [0.25, 0.75, 1, 0]);

describe('rollout', () => {
  test('of one block by hand: half of itself, half of where it looks', () => {
    expect(rounded(rollout([one]))).toEqual([0.6875, 0.3125]); // (1 + 0.375) / 2, 0.625 / 2
    expect(rounded(rollout([one], { headFusion: 'max' }))).toEqual(
      [1.5 / 2.25, 0.75 / 2.25].map((v) => Math.round(v * 1e6) / 1e6),
    );
    expect(rounded(rollout([one], { headFusion: 'min' }))).toEqual(
      [1.25 / 1.75, 0.5 / 1.75].map((v) => Math.round(v * 1e6) / 1e6),
    );
  });

  test('multiplies the blocks from the last to the first', () => {
    const swap = block([0, 1, 1, 0]); // A = [[.5, .5], [.5, .5]]
    const stay = block([1, 0, 0, 1]);
    expect(rounded(rollout([stay, stay]))).toEqual([1, 0]);
    expect(rounded(rollout([one, swap]))).toEqual([0.5 * 0.6875 + 0.5 * 0.25, 0.5 * 0.3125 + 0.5 * 0.75]);
  });

  test('discards the weakest, but never how the class token sees itself', () => {
    const weak = block([0.1, 0.6, 0.3, 0.2, 0.5, 0.3, 0.4, 0.4, 0.2]);
    expect(rounded(rollout([weak], { discardRatio: 0.1 }))).toEqual(rounded(rollout([weak]))); // floor(0.9) of 9
    const cut = rollout([weak], { discardRatio: 0.7 }); // all but the 0.1 below 0.4, and one of 0.4
    expect(rounded(cut)).toEqual([1.1 / 1.7, 0.6 / 1.7, 0].map((v) => Math.round(v * 1e6) / 1e6));
  });

  test('adds up to 1 whatever the heads do', () => {
    const rng = new Rng(3);
    const random = () => ({ data: Float32Array.from({ length: 3 * 25 }, () => rng.uniform()), heads: 3, tokens: 5 });
    for (const headFusion of ['mean', 'max', 'min'] as const) {
      const row = rollout([random(), random(), random()], { headFusion, discardRatio: 0.5 });
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
  });

  test('refuses options that are none', () => {
    for (const discardRatio of [-0.1, 1, NaN]) expect(() => rollout([one], { discardRatio })).toThrow(OptionError);
    expect(() => rollout([one], { headFusion: 'sum' as 'max' })).toThrow("headFusion is 'sum'");
  });
});
