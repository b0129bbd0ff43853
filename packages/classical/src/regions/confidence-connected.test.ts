import { createPicture } from '@cv/image';
import { expect, it } from 'vitest';
import { confidenceConnected } from './confidence-connected.ts';
import { bytes, drawing, grayOf } from './rows.test.support.ts';

// Values about 6 in a field of 1, with one far-off pixel in the middle.
const blob = bytes(7, ...drawing('1111111', '1565611', '1696511', '1565611', '1111111'));

it('grows from the statistics of a window to those of the region', () => {
  const { mask, mean, standardDeviation, lower, upper } = confidenceConnected(blob, [[1, 1]], {
    multiplier: 1.5,
    radiusPx: 0,
    iterations: 0,
  });
  expect([mean, standardDeviation, lower, upper]).toEqual([5, 0, 5, 5]); // one seed: a single value
  expect(mask.data.filter((bit) => bit === 1)).toHaveLength(1);
  const wide = confidenceConnected(blob, [[3, 2]], { multiplier: 1 });
  expect(wide.mask.data.filter((bit) => bit === 1)).toHaveLength(11);
  expect(wide.mean).toBeCloseTo((5 * 5 + 6 * 6) / 11, 10);
  expect([wide.lower, wide.upper]).toEqual([5, 6]);
});

it('always keeps the values of its seeds', () => {
  const { lower, upper, mask } = confidenceConnected(blob, [[2, 2]], { multiplier: 0 });
  expect([lower, upper]).toEqual([5, 9]); // mean of the window 5.9, cut off
  expect(mask.data[2 * 7 + 2]).toBe(1);
});

it('every option changes the result', () => {
  const size = (options: Parameters<typeof confidenceConnected>[2]): number => {
    const { mask } = confidenceConnected(blob, [[3, 2]], options);
    return mask.data.filter((bit) => bit === 1).length;
  };
  expect(size({ multiplier: 0.1 })).not.toBe(size({ multiplier: 5 }));
  const slope = bytes(9, 10, 12, 13, 15, 16, 18, 20, 21, 25);
  const far = (iterations: number): number =>
    confidenceConnected(slope, [[0, 0]], { iterations, multiplier: 2 }).mask.data.lastIndexOf(1);
  expect(far(0)).toBeLessThan(far(4));
  expect(size({ radiusPx: 0 })).not.toBe(size({ radiusPx: 3 }));
  const diagonal = bytes(3, ...drawing('5..', '.5.', '..5'));
  const corners = confidenceConnected(diagonal, [[1, 1]], { radiusPx: 0, connectivity: 8 });
  expect(corners.mask.data.filter((bit) => bit === 1)).toHaveLength(3);
  expect(confidenceConnected(diagonal, [[1, 1]], { radiusPx: 0 }).mask.data.filter((bit) => bit === 1)).toHaveLength(1);
});

it('takes one pixel, one value, 16 bits and fractions', () => {
  expect([...confidenceConnected(bytes(1, 9), [[0, 0]]).mask.data]).toEqual([1]);
  expect([...confidenceConnected(bytes(3, 9, 9, 9), [[1, 0]]).mask.data]).toEqual([1, 1, 1]);
  const words = confidenceConnected(grayOf(3, Uint16Array.of(65535, 65530, 0)), [[0, 0]], { multiplier: 1e6 });
  expect([words.lower, words.upper]).toEqual([0, 65535]);
  const floats = confidenceConnected(grayOf(3, Float32Array.of(0.25, 0.5, 9)), [[0, 0]], { radiusPx: 0 });
  expect(floats.lower).toBe(0.25);
});

it('refuses no seeds, seeds outside, colour, NaN and numbers that are none', () => {
  expect(() => confidenceConnected(blob, [])).toThrow(/at least one seed/);
  expect(() => confidenceConnected(blob, [[7, 0]])).toThrow(/is no pixel/);
  expect(() => confidenceConnected(blob, [[0, 0]], { iterations: 1.5 })).toThrow(/iterations must be a whole number/);
  expect(() => confidenceConnected(blob, [[0, 0]], { multiplier: -1 })).toThrow(/multiplier must be a finite number/);
  expect(() => confidenceConnected(grayOf(1, Float32Array.of(Number.NaN)), [[0, 0]])).toThrow(/NaN/);
  const color = createPicture({ dtype: 'uint8', width: 1, height: 1, channels: 3 });
  expect(() => confidenceConnected(color, [[0, 0]])).toThrow(expect.objectContaining({ code: 'channels' }));
});
