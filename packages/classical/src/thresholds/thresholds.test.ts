import { createPicture, type Picture, PictureError, type PixelArray } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram } from '../histograms/histogram.ts';
import { adaptiveThreshold } from './adaptive-threshold.ts';
import { isodata } from './isodata.ts';
import { li } from './li.ts';
import { multiOtsu } from './multi-otsu.ts';
import { niblack } from './niblack.ts';
import { otsu } from './otsu.ts';
import { sauvola } from './sauvola.ts';
import { threshold } from './threshold.ts';
import { triangle } from './triangle.ts';
import { yen } from './yen.ts';

const row = (data: PixelArray): Picture => createPicture({ data, width: data.length, height: 1, channels: 1 });
const bytes = (...values: number[]): Picture => row(Uint8Array.from(values));
const floats = (...values: number[]): Picture => row(Float32Array.from(values));
const methods = { otsu, yen, isodata, triangle, li };
const maps = { niblack, sauvola, adaptiveThreshold };

describe.each(Object.entries(methods))('%s', (_name, method) => {
  it('gives the value of a picture that has only one, and of a single pixel', () => {
    for (const picture of [bytes(7, 7, 7), bytes(0), row(Uint16Array.of(65535)), floats(0.25, 0.25)]) {
      const { threshold: level, criterion } = method(picture);
      if (picture.data instanceof Float32Array && method !== otsu && method !== triangle && method !== li) continue; // bins of 1/256 about it
      expect(level).toBe(picture.data[0]);
      expect(criterion).toHaveLength(0);
    }
  });

  it('parts black from white, at both ends of 16 bits too', () => {
    for (const high of [255, 65535]) {
      const picture = row(Uint16Array.of(0, 0, 0, high, high, 0));
      const { threshold: level, histogram: counted, criterion } = method(picture);
      expect([...threshold(picture, level).data]).toEqual([0, 0, 0, 1, 1, 0]);
      expect(criterion).toHaveLength(counted.counts.length - 1);
    }
  });

  it('refuses colours, NaN and infinity', () => {
    const color = createPicture({ dtype: 'uint8', width: 2, height: 2, channels: 3 });
    expect(() => method(color)).toThrow(/expects one channel, received 3; use toGray/);
    expect(() => method(floats(0, Number.NaN))).toThrow(PictureError);
    expect(() => method(floats(0, Number.POSITIVE_INFINITY))).toThrow(/value 1 of the picture is Infinity/);
  });

  it('does not change the picture', () => {
    const picture = bytes(1, 2, 3, 200, 201);
    method(picture);
    expect([...picture.data]).toEqual([1, 2, 3, 200, 201]);
  });
});

describe('li', () => {
  it('begins where it is told, and stops earlier with a coarser tolerance', () => {
    const picture = bytes(10, 12, 14, 90, 130, 200, 220, 240);
    expect(li(picture, { initial: 50 }).steps[0]).toBe(50);
    expect(li(picture, { tolerance: 50 }).steps.length).toBeLessThan(li(picture, { tolerance: 0.01 }).steps.length);
    expect(() => li(picture, { initial: 300 })).toThrow(/initial must lie between 10 and 240, not 300/);
    expect(() => li(picture, { tolerance: 0 })).toThrow(/tolerance must be above 0/);
  });
});

describe('multiOtsu', () => {
  it('finds what trying all finds', () => {
    const values = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 5, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 4 }), (data, classes) => {
        fc.pre(new Set(data).size >= classes);
        const { thresholds, criterion } = multiOtsu(bytes(...data), { classes });
        expect(thresholds).toHaveLength(classes - 1);
        expect(spreadOf(data, [...thresholds])).toBeCloseTo(bestSpread(data, classes), 8);
        expect(Math.max(...criterion.at(-1)!)).toBeCloseTo(bestSpread(data, classes), 8);
      }),
    );
  });

  it('with two classes is Otsu', () => {
    const picture = bytes(3, 4, 4, 9, 50, 51, 52, 60, 200);
    expect([...multiOtsu(picture, { classes: 2 }).thresholds]).toEqual([otsu(picture).threshold]);
  });

  it('refuses more classes than values, and fewer than two', () => {
    expect(() => multiOtsu(bytes(1, 1, 5), { classes: 3 })).toThrow(/2 different values cannot make 3 classes/);
    expect(() => multiOtsu(bytes(1, 2), { classes: 1 })).toThrow(/at least 2, not 1/);
  });
});

describe.each(Object.entries(maps))('%s', (_name, map) => {
  it('takes single pixels, lines, and windows larger than the picture', () => {
    for (const picture of [
      bytes(9),
      bytes(1, 2, 3),
      floats(0.5),
      createPicture({ dtype: 'uint16', width: 1, height: 4, channels: 1 }),
    ]) {
      const levels = map(picture, { windowPx: 31 });
      expect(levels).toMatchObject({ width: picture.width, height: picture.height });
      expect(levels.data.every(Number.isFinite)).toBe(true);
    }
  });

  it('follows the light', () => {
    const picture = bytes(10, 10, 60, 10, 10, 110, 110, 160, 110, 110);
    const mask = threshold(picture, map(picture, { windowPx: 3 }));
    expect([mask.data[2], mask.data[7]]).toEqual([1, 1]);
  });

  it('refuses even windows and NaN', () => {
    expect(() => map(bytes(1, 2), { windowPx: 4 })).toThrow(/windowPx must be an odd whole number, not 4/);
    expect(() => map(floats(Number.NaN))).toThrow(PictureError);
  });

  it('every option changes the result', () => {
    const picture = bytes(...Array.from({ length: 40 }, (_, i) => (i * 97) % 251));
    const options = [{}, { windowPx: 5 }, ...(map === adaptiveThreshold ? others.adaptive : others.moments)];
    const results = options.map((one) => map(picture, one).data.join());
    const distinct = map === niblack ? options.length - 1 : options.length; // r is only Sauvola's
    expect(new Set(results).size).toBe(distinct);
  });
});

const others = {
  adaptive: [{ method: 'mean' }, { offset: 3 }, { preset: 'opencv' }, { preset: 'opencv', method: 'mean' }],
  moments: [{ k: 0.5 }, { r: 40 }],
} as const;

describe('threshold', () => {
  it('takes a number or a picture of levels, and is above, not at', () => {
    expect([...threshold(bytes(1, 2, 3), 2).data]).toEqual([0, 0, 1]);
    expect([...threshold(bytes(1, 2, 3), bytes(0, 2, 4)).data]).toEqual([1, 0, 0]);
    expect([...threshold(floats(Number.NaN, Number.POSITIVE_INFINITY), 0).data]).toEqual([0, 1]);
    expect(threshold(bytes(1), 0).range).toEqual([0, 1]);
  });

  it('refuses NaN and levels of another size', () => {
    expect(() => threshold(bytes(1), Number.NaN)).toThrow(/level is NaN/);
    expect(() => threshold(bytes(1), bytes(1, 2))).toThrow(/2 x 1 thresholds for 1 x 1 pixels/);
  });
});

describe('histogram', () => {
  it('counts every whole number from the smallest to the largest', () => {
    expect(histogram(bytes(5, 3, 3, 7))).toEqual({
      counts: Float64Array.of(2, 0, 1, 0, 1),
      centers: Float64Array.of(3, 4, 5, 6, 7),
    });
  });

  it('parts floats into equal bins, the last closed', () => {
    expect([...histogram(floats(0, 0.24, 0.25, 0.5, 1), { bins: 4 }).counts]).toEqual([2, 1, 1, 1]);
    expect([...histogram(floats(2, 2), { bins: 2 }).centers]).toEqual([1.75, 2.25]);
    expect(() => histogram(floats(1), { bins: 0 })).toThrow(/bins must be a whole number above 0/);
  });
});

/** Sum of s^2 / n of the classes; -Infinity when one is empty. */
function spreadOf(data: readonly number[], thresholds: readonly number[]): number {
  const edges = [Number.NEGATIVE_INFINITY, ...thresholds, Number.POSITIVE_INFINITY];
  const classes = edges.slice(1).map((high, i) => data.filter((value) => value > edges[i]! && value <= high));
  return classes.reduce(
    (sum, members) =>
      members.length === 0 ? Number.NEGATIVE_INFINITY : sum + members.reduce((a, b) => a + b, 0) ** 2 / members.length,
    0,
  );
}

function bestSpread(data: readonly number[], classes: number): number {
  const levels = Array.from({ length: 13 }, (_, i) => i);
  const choose = (count: number, from: number): number[][] =>
    count === 0
      ? [[]]
      : levels.slice(from).flatMap((level) => choose(count - 1, level + 1).map((rest) => [level, ...rest]));
  return Math.max(...choose(classes - 1, 0).map((thresholds) => spreadOf(data, thresholds)));
}

it.each([
  ['otsu', otsu],
  ['isodata', isodata],
  ['yen', yen],
  ['li', li],
  ['triangle', triangle],
] as const)('%s of one value in float32 is that value', (_, find) => {
  const picture = createPicture({ data: new Float32Array(6).fill(0.2), width: 3, height: 2, channels: 1 });
  expect(find(picture)).toMatchObject({ threshold: Math.fround(0.2), criterion: new Float64Array() });
});
