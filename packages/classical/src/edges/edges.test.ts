import { createPicture, type Picture, PictureError, type PixelArray } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { canny } from './canny/canny.ts';
import { cannyStages } from './canny/canny-stages.ts';
import { hysteresis } from './canny/hysteresis.ts';
import { gradient } from './gradient.ts';
import { gradientDirection } from './gradient-direction.ts';
import { gradientMagnitude } from './gradient-magnitude.ts';

const of = (width: number, data: PixelArray): Picture =>
  createPicture({ data, width, height: data.length / width, channels: 1 });

/** Black with a white square in the middle third. */
function square(side: number): Picture<Uint8Array> {
  const inside = (i: number): boolean => i >= side / 3 && i < (2 * side) / 3;
  const data = Uint8Array.from({ length: side * side }, (_, i) =>
    inside(i % side) && inside(Math.floor(i / side)) ? 255 : 0,
  );
  return createPicture({ data, width: side, height: side, channels: 1 });
}

describe('gradient', () => {
  it('is 2 on a ramp of 1, and 8 in whole weights, up to the edges', () => {
    const ramp = of(4, Uint8Array.of(0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3));
    expect([...gradient(ramp).across.data].slice(4, 8)).toEqual([1, 2, 2, 1]);
    expect([...gradient(ramp, { preset: 'opencv' }).across.data].slice(4, 8)).toEqual([0, 8, 8, 0]);
    expect(gradient(ramp).down.data.every((value) => value === 0)).toBe(true);
    expect(gradient(ramp).across.range).toEqual([-255, 255]);
  });

  it('keeps channels apart and every option changes the result', () => {
    const colors = createPicture({ data: Uint8Array.of(0, 0, 0, 9, 0, 3), width: 2, height: 1, channels: 3 });
    expect([...gradient(colors).across.data]).toEqual([9, 0, 3, 9, 0, 3]);
    const picture = of(
      5,
      Uint8Array.from({ length: 25 }, (_, i) => (i * 89) % 251),
    );
    const options = [
      {},
      { operator: 'scharr' },
      { operator: 'prewitt' },
      { preset: 'opencv' },
      { border: 'wrap' },
    ] as const;
    expect(new Set(options.map((one) => gradient(picture, one).down.data.join())).size).toBe(options.length);
    const filled = [0, 99].map((fill) => gradient(picture, { border: 'constant', fill }).down.data.join());
    expect(filled[0]).not.toBe(filled[1]);
  });

  it('points from dark to bright', () => {
    const down = of(1, Uint8Array.of(0, 5, 10));
    expect(gradientDirection(gradient(down)).data[1]).toBeCloseTo(Math.PI / 2);
    const slopes = gradient(of(3, Uint8Array.of(0, 3, 0, 0, 0, 4, 0, 0, 0)));
    const norms = (['l1', 'l2', 'rms'] as const).map((norm) => gradientMagnitude(slopes, { norm }).data[4]!);
    expect(norms[2]! / norms[1]!).toBeCloseTo(Math.SQRT1_2);
    expect(norms[0]).toBeGreaterThan(norms[1]!);
  });

  it('refuses what it does not know', () => {
    expect(() => gradient(square(3), { operator: 'roberts' as 'sobel' })).toThrow(
      /one of sobel, scharr, prewitt, not roberts/,
    );
    expect(() => gradient(square(3), { preset: 'x' as 'opencv' })).toThrow(PictureError);
    const lab = createPicture({ dtype: 'float32', width: 1, height: 1, channels: 3, colorSpace: 'lab' });
    expect(() => gradient(lab)).toThrow(/lab/);
    expect(() => gradientMagnitude(gradient(square(3)), { norm: 'l3' as 'l2' })).toThrow(/l1, l2 or rms/);
  });
});

describe('canny', () => {
  it('draws a closed line around a square', () => {
    for (const options of [{}, { preset: 'opencv' }] as const) {
      const { data } = canny(square(30), options);
      expect([...data].filter((bit) => bit === 1).length).toBeGreaterThan(30);
      expect(data[15 * 30 + 15]).toBe(0);
    }
  });

  it('finds nothing in single pixels, lines, and pictures of one value', () => {
    for (const preset of ['skimage', 'opencv'] as const) {
      for (const picture of [
        of(1, Uint8Array.of(9)),
        of(5, Uint8Array.of(1, 1, 1, 1, 1)),
        of(3, new Uint8Array(9).fill(255)),
      ]) {
        expect(
          canny(picture, { preset, low: 0 }).data.some((bit) => bit === 1),
          preset,
        ).toBe(false);
      }
    }
    expect(canny(of(1, Uint8Array.of(0, 0, 255, 255)), { preset: 'opencv' }).data.some((bit) => bit === 1)).toBe(true);
  });

  it('every option changes the result', () => {
    const data = Uint8Array.from(
      { length: 1600 },
      (_, i) => (Math.sin(i / 7) + Math.cos((i % 40) / 3)) * 60 + ((i * 7919) % 23) * 3 + 70,
    );
    const options = [
      {},
      { sigmaPx: 2 },
      { low: 60 },
      { low: 60, high: 240 },
      { thresholds: 'quantile', low: 0.5, high: 0.95 },
      { norm: 'l1', low: 60 },
      { preset: 'opencv' },
      { preset: 'opencv', norm: 'l2' },
      { preset: 'opencv', sigmaPx: 1 },
    ] as const;
    const results = options.map((one) => canny(of(40, data), one).data.join(''));
    expect(new Set(results).size).toBe(options.length);
  });

  it('shows its stages, which end in the same edges', () => {
    for (const options of [{ sigmaPx: 1.5 }, { preset: 'opencv' }] as const) {
      const picture = square(21);
      const stages = cannyStages(picture, options);
      expect(stages.edges).toEqual(canny(picture, options));
      const kept = stages.weak.data.map((bit, i) => bit + stages.strong.data[i]!);
      expect(stages.suppressed.data.map((value) => Number(value > 0))).toEqual(Float32Array.from(kept));
      expect(stages.edges.data.every((bit, i) => bit <= kept[i]!)).toBe(true);
    }
    expect(cannyStages(square(9), { preset: 'opencv' }).smoothed.data).toEqual(Float32Array.from(square(9).data));
  });

  it('refuses colours, NaN, and options that are none', () => {
    const rgb = createPicture({ dtype: 'uint8', width: 2, height: 2, channels: 3 });
    expect(() => canny(rgb)).toThrow(/one channel/);
    expect(() => canny(of(2, Float32Array.of(0, Number.NaN)))).toThrow(PictureError);
    expect(() => canny(of(1, Uint16Array.of(0)), { preset: 'opencv' })).toThrow(/takes uint8 pictures only/);
    for (const options of [{ sigmaPx: -1 }, { low: 9, high: 3 }, { low: Number.NaN }, { norm: 'l3' as 'l2' }]) {
      expect(() => canny(square(3), options)).toThrow(PictureError);
    }
    expect(() => canny(square(3), { thresholds: 'quantile', low: 0.2, high: 2 })).toThrow(/high <= 1/);
    expect(() => canny(square(3), { preset: 'opencv', thresholds: 'quantile' })).toThrow(/thresholds must be slope/);
  });
});

describe('hysteresis', () => {
  it('keeps weak pixels that lead to a strong one, around corners, and long ones', () => {
    expect([...hysteresis(Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0, 2), 3)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect([...hysteresis(Uint8Array.of(1, 0, 2), 3)]).toEqual([0, 0, 1]);
    const full = new Uint8Array(250_000).fill(1);
    full[0] = 2;
    expect(hysteresis(full, 500).every((bit) => bit === 1)).toBe(true);
  });
});
