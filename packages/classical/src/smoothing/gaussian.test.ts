import { createPicture, type Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { gaussian } from './gaussian.ts';

const noise = (width: number, height: number, seed = 1): Picture => {
  let state = seed;
  const data = Float32Array.from({ length: width * height }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648 > 0.5 ? 1 : 0;
  });
  return createPicture({ data, width, height, channels: 1 });
};

const worst = (a: Picture, b: Picture): number =>
  [...a.data].reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0);

describe('gaussian', () => {
  const picture = noise(97, 61);

  it.each(['reflect', 'mirror', 'nearest', 'wrap', 'constant'] as const)(
    'is the same to 0.1 % when it is recursive, also at the edges: %s',
    (border) => {
      for (const sigmaPx of [1, 2.5, 8, [3, 12] as const]) {
        const exact = gaussian(picture, { sigmaPx, border, fill: 1, truncate: 7 });
        const fast = gaussian(picture, { sigmaPx, border, fill: 1, method: 'recursive' });
        expect(worst(exact, fast)).toBeLessThan(1e-3);
        expect(worst(exact, fast)).toBeGreaterThan(0);
      }
    },
  );

  it('is roughly the same by boxes, rounded once', () => {
    for (const sigmaPx of [2, 5, 11]) {
      expect(
        worst(
          gaussian(picture, { sigmaPx, border: 'reflect' }),
          gaussian(picture, { sigmaPx, border: 'reflect', method: 'boxes' }),
        ),
      ).toBeLessThan(0.03);
    }
    const bytes = createPicture({
      data: Uint8Array.from(picture.data, (v) => v * 255),
      width: 97,
      height: 61,
      channels: 1,
    });
    const floats = gaussian(bytes, { sigmaPx: 5, method: 'boxes', output: 'float32' });
    const rounded = gaussian(bytes, { sigmaPx: 5, method: 'boxes' });
    expect(rounded.data).toBeInstanceOf(Uint8Array);
    expect(worst(floats, rounded)).toBeLessThanOrEqual(0.5001);
  });

  it('leaves everything with sigma 0, and smooths each direction by its own', () => {
    for (const method of ['fir', 'recursive', 'boxes'] as const) {
      expect(worst(gaussian(picture, { sigmaPx: 0, method }), picture)).toBeLessThan(1e-6);
    }
    const stripes = createPicture({
      data: Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0),
      width: 3,
      height: 3,
      channels: 1,
    });
    expect(gaussian(stripes, { sigmaPx: [2, 0] }).data).toEqual(stripes.data);
    expect(gaussian(stripes, { sigmaPx: [0, 2] }).data).not.toEqual(stripes.data);
  });

  it('cuts off where told', () => {
    const dot = createPicture({
      data: Float32Array.from({ length: 21 }, (_, i) => (i === 10 ? 1 : 0)),
      width: 21,
      height: 1,
      channels: 1,
    });
    const reach = (truncate: number): number =>
      gaussian(dot, { sigmaPx: 2, truncate }).data.filter((v) => v > 0).length;
    expect([reach(1), reach(2), reach(4)]).toEqual([5, 9, 17]);
  });
});
