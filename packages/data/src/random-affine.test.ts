import { Rng } from '@cv/tensor/rng';
import { describe, expect, it } from 'vitest';
import { randomAffine } from './random-affine.ts';

describe('randomAffine', () => {
  const picture = Uint8Array.of(0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  it('leaves a picture alone when nothing may change', () => {
    expect([...randomAffine()(picture, [4, 4, 1], new Rng(1))]).toEqual([...picture]);
  });

  it('keeps the sum of a bright spot that stays inside, and moves its centre by at most the shift', () => {
    for (let seed = 0; seed < 50; seed++) {
      const moved = [...randomAffine({ shiftPx: 1 })(picture, [4, 4, 1], new Rng(seed))];
      const sum = moved.reduce((a, b) => a + b, 0);
      const x = moved.reduce((a, v, i) => a + v * (i % 4), 0) / sum;
      expect(sum).toBeCloseTo(9, 4);
      expect(Math.abs(x - 1)).toBeLessThanOrEqual(1.0001);
    }
  });

  it('turns about the centre and fills the corners', () => {
    const white = new Uint8Array(25).fill(200);
    const turned = randomAffine({ angleRad: 0.8, fill: 7 })(white, [5, 5, 1], new Rng(3));
    expect(turned[12]).toBeCloseTo(200, 4);
    expect(turned[0]).toBeLessThan(200);
  });

  it('refuses limits that make no sense', () => {
    expect(() => randomAffine({ shiftPx: -1 })).toThrow(/shiftPx >= 0/);
    expect(() => randomAffine({ scale: [2, 1] })).toThrow(/scale/);
  });

  it('equals sampling each target pixel bilinearly at its turned, scaled and shifted place', () => {
    const [h, w, c] = [5, 7, 2] as const;
    const pixels = Uint8Array.from({ length: h * w * c }, (_, i) => (i * 37) % 256);
    const pixel = (y: number, x: number, k: number): number =>
      y >= 0 && y < h && x >= 0 && x < w ? pixels[(y * w + x) * c + k]! : 9;
    for (let seed = 0; seed < 20; seed++) {
      const out = randomAffine({ angleRad: 0.5, shiftPx: 2, scale: [0.8, 1.3], fill: 9 })(
        pixels,
        [h, w, c],
        new Rng(seed),
      );
      const rng = new Rng(seed);
      const angle = (2 * rng.uniform() - 1) * 0.5;
      const scale = 0.8 + rng.uniform() * 0.5;
      const [dx, dy] = [(2 * rng.uniform() - 1) * 2, (2 * rng.uniform() - 1) * 2];
      for (let i = 0; i < out.length; i++) {
        const [k, column, row] = [i % c, Math.floor(i / c) % w, Math.floor(i / c / w)];
        const [u, v] = [(column - 3 - dx) / scale, (row - 2 - dy) / scale];
        const x = 3 + Math.cos(angle) * u + Math.sin(angle) * v;
        const y = 2 - Math.sin(angle) * u + Math.cos(angle) * v;
        const [x0, y0] = [Math.floor(x), Math.floor(y)];
        const row0 = (1 - (x - x0)) * pixel(y0, x0, k) + (x - x0) * pixel(y0, x0 + 1, k);
        const row1 = (1 - (x - x0)) * pixel(y0 + 1, x0, k) + (x - x0) * pixel(y0 + 1, x0 + 1, k);
        expect(out[i]).toBeCloseTo((1 - (y - y0)) * row0 + (y - y0) * row1, 3);
      }
    }
  });

  it('does not change the picture it is given', () => {
    const copy = picture.slice();
    randomAffine({ shiftPx: 3, angleRad: 1, scale: [0.5, 2] })(picture, [4, 4, 1], new Rng(1));
    expect(picture).toEqual(copy);
  });
});
