import { PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { RandomSource } from './random-source.ts';

/** What the published C code prints. */
const REFERENCE = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];

describe('RandomSource', () => {
  it('is xoshiro128** from the state 1, 2, 3, 4', () => {
    const random = new RandomSource('test', Uint32Array.of(1, 2, 3, 4));
    const words = Array.from({ length: 8 }, () => random.uint32());
    expect(words).toEqual(REFERENCE);
  });

  it('depends on its seed alone, also above 2^32', () => {
    const draw = (seed: number): number[] => {
      const random = new RandomSource('test', seed);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(new Set([0, 1, 2, 2 ** 32, 2 ** 33, 2 ** 52].map((seed) => draw(seed).join())).size).toBe(6);
  });

  it('has the moments of its distributions', () => {
    const random = new RandomSource('test', 1);
    const count = 50_000;
    const uniform = Array.from({ length: count }, () => random.uniform());
    const normal = Array.from({ length: count }, () => random.normal());
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / count;
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(mean(normal))).toBeLessThan(0.02);
    expect(Math.abs(mean(normal.map((value) => value * value)) - 1)).toBeLessThan(0.03);
    const picks = new Set(Array.from({ length: 200 }, () => random.below(6)));
    expect(picks).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 60])('refuses the seed %d', (seed) => {
    expect(() => new RandomSource('test', seed)).toThrow(PictureError);
  });
});
