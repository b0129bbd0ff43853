import { readFileSync } from 'node:fs';
import { type ColorSpace, convertPicture, createPicture, type Picture, PictureError } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertColor } from './convert-color.ts';

const golden = JSON.parse(readFileSync(new URL('../../fixtures/color.json', import.meta.url), 'utf8')) as {
  readonly srgb: readonly number[];
  readonly to: Readonly<Record<string, readonly number[]>>;
  readonly from: Readonly<Record<string, { readonly input: readonly number[]; readonly srgb: readonly number[] }>>;
  readonly bytes: readonly number[];
  readonly bytesTo: Readonly<Record<string, readonly number[]>>;
};

const floats = (values: readonly number[], colorSpace: ColorSpace = 'srgb'): Picture =>
  createPicture({ data: Float32Array.from(values), width: values.length / 3, height: 1, channels: 3, colorSpace });

const worst = (received: ArrayLike<number>, expected: readonly number[]): number => {
  expect(received).toHaveLength(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(received[i]! - value)));
};

describe('convertColor equals the references', () => {
  it.each(Object.keys(golden.to))('to %s', (space) => {
    const scale = space === 'lab' ? 100 : 1;
    expect(worst(convertColor(floats(golden.srgb), space as ColorSpace).data, golden.to[space]!) / scale).toBeLessThan(
      1e-6,
    );
  });

  it.each(Object.keys(golden.from))('from %s', (space) => {
    const { input, srgb } = golden.from[space]!;
    expect(worst(convertColor(floats(input, space as ColorSpace), 'srgb').data, srgb)).toBeLessThan(1e-5);
  });

  it('in 8 bits: scikit-image rounded; Pillow within its own rounding', () => {
    const picture = createPicture({ data: Uint8Array.from(golden.bytes), width: 256, height: 1, channels: 3 });
    expect(worst(convertColor(picture, 'hsv').data, golden.bytesTo.hsv!)).toBeLessThanOrEqual(0.5 + 1e-9);
    expect(worst(convertColor(picture, 'ycbcr').data, golden.bytesTo.ycbcr!)).toBeLessThanOrEqual(1);
  });
});

describe('convertColor', () => {
  const spaces = ['srgb', 'linear-rgb', 'hsv', 'lab', 'ycbcr'] as const;

  it('comes back from everywhere, in both layouts, with alpha and range kept', () => {
    const pixel = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(
        pixel,
        fc.constantFrom(...spaces),
        fc.constantFrom('interleaved', 'planar'),
        (values, space, layout) => {
          const data = Float32Array.from([...values, 0.1, 0.5, 0.9, 0.25]);
          const picture = convertPicture(createPicture({ data, width: 2, height: 1, channels: 4 }), { layout });
          const there = convertColor(picture, space);
          expect(there).toMatchObject({ colorSpace: space, layout, channels: 4 });
          const back = convertColor(there, 'srgb');
          expect(back.range).toEqual([0, 1]);
          for (const [i, value] of picture.data.entries()) expect(Math.abs(back.data[i]! - value)).toBeLessThan(2e-5);
        },
      ),
    );
  });

  it('keeps number format and range, but for lab', () => {
    const words = createPicture({ data: Uint16Array.of(65535, 0, 0), width: 1, height: 1, channels: 3 });
    expect([...convertColor(words, 'hsv').data]).toEqual([0, 65535, 65535]);
    const studio = createPicture({
      data: Uint8Array.of(16, 235, 16),
      width: 1,
      height: 1,
      channels: 3,
      range: [16, 235],
    });
    expect(convertColor(studio, 'hsv')).toMatchObject({ data: Uint8Array.of(89, 235, 235), range: [16, 235] });
    const lab = convertColor(words, 'lab');
    expect(lab.range).toEqual([0, 100]);
    expect(lab.data).toBeInstanceOf(Float32Array);
    expect(convertColor(lab, 'srgb').range).toEqual([0, 1]);
  });

  it('takes gray, and makes it; a copy of what is there', () => {
    const gray = createPicture({ data: Uint8Array.of(0, 128, 255), width: 3, height: 1, channels: 1 });
    expect([...convertColor(gray, 'hsv').data]).toEqual([0, 0, 0, 0, 0, 128, 0, 0, 255]);
    expect([...convertColor(convertColor(gray, 'ycbcr'), 'gray').data]).toEqual([0, 128, 255]);
    const same = convertColor(gray, 'gray');
    expect(same).toEqual(gray);
    expect(same.data).not.toBe(gray.data);
  });

  it('clips what sRGB cannot show, and keeps NaN to its pixel', () => {
    const vivid = floats([50, 120, -120, 50, 0, 0], 'lab');
    const { data } = convertColor(vivid, 'srgb');
    expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(convertColor(floats([Number.NaN, 0, 0, 1, 1, 1]), 'hsv').data.slice(3)).toEqual(Float32Array.of(0, 0, 1));
    const noHue = convertColor(floats([Number.NaN, 1, 1, 0, 0, 1], 'hsv'), 'srgb').data;
    expect([...noHue]).toEqual([Number.NaN, Number.NaN, Number.NaN, 1, 1, 1]);
  });

  it('refuses a space that there is not', () => {
    expect(() => convertColor(floats([0, 0, 0]), 'cmyk' as 'lab')).toThrow(PictureError);
    expect(() => convertColor(floats([0, 0, 0]), 'cmyk' as 'lab')).toThrow(/one of gray, srgb, linear-rgb/);
  });
});
