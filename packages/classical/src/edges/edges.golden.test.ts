import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { Picture, PixelDType } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicPicture, noClassicPictures } from '../classic-pictures.test.support.ts';
import { canny } from './canny/canny.ts';
import type { CannyOptions } from './canny/canny-options.ts';
import { type GradientOperator, gradient } from './gradient.ts';
import { gradientMagnitude } from './gradient-magnitude.ts';

interface Sample {
  readonly length: number;
  readonly step: number;
  readonly values: readonly number[];
}

interface Golden {
  readonly picture: string;
  readonly dtype: PixelDType;
  readonly slopes: Readonly<Record<string, Sample>>;
  readonly canny: readonly { readonly options: CannyOptions; readonly mask: string }[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/edges.json', import.meta.url), 'utf8'),
) as readonly Golden[];

/** Bits, most significant first. */
function unpack(text: string, length: number): Uint8Array {
  const bytes = inflateSync(Buffer.from(text, 'base64'));
  return Uint8Array.from({ length }, (_, i) => (bytes[i >> 3]! >> (7 - (i & 7))) & 1);
}

function slope(picture: Picture, key: string): Picture {
  const [preset, operator, direction] = key.split(/[ _]/) as [
    'skimage' | 'opencv',
    GradientOperator,
    string | undefined,
  ];
  const slopes = gradient(picture, { preset, operator });
  if (direction === undefined) return gradientMagnitude(slopes, { norm: 'rms' });
  return direction === 'h' || direction === 'dy' ? slopes.down : slopes.across;
}

describe.skipIf(noClassicPictures)(`edges equal the references ${noClassicPictures || ''}`, () => {
  it.each(golden)('slopes of $picture, $dtype', async ({ picture: name, dtype, slopes }) => {
    const picture = await classicPicture(name, dtype);
    for (const [key, { values, step, length }] of Object.entries(slopes)) {
      const { data } = slope(picture, key);
      expect(data).toHaveLength(length);
      const worst = Math.max(...values.map((value, i) => Math.abs(data[i * step]! - value)));
      expect(worst / Math.max(...values.map(Math.abs)), key).toBeLessThan(1e-6);
    }
  });

  const cases = golden.flatMap(({ picture, dtype, canny: masks }) => masks.map((one) => ({ picture, dtype, ...one })));
  it.each(cases)('canny of $picture, $dtype, $options', async ({ picture: name, dtype, options, mask }) => {
    const picture = await classicPicture(name, dtype);
    const { data } = canny(picture, options);
    const expected = unpack(mask, data.length);
    const wrong = data.reduce((sum, bit, i) => sum + Number(bit !== expected[i]), 0);
    expect(expected.some((bit) => bit === 1)).toBe(true);
    expect(wrong).toBe(0);
  });
});
