import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Picture, PixelDType } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicPicture, noClassicPictures } from '../classic-pictures.test.support.ts';
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

interface Sample {
  readonly length: number;
  readonly step: number;
  readonly values: readonly number[];
}

interface Mask {
  readonly ones: number;
  readonly sha256: string;
}

interface Golden {
  readonly picture: string;
  readonly dtype: PixelDType;
  readonly otsu: number;
  readonly yen: number;
  readonly isodata: readonly number[];
  readonly triangle: number;
  readonly li: number;
  readonly liSteps: readonly number[];
  readonly multiOtsu: Readonly<Record<string, readonly number[]>>;
  readonly local: Readonly<Record<string, Sample | Mask | number>>;
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/thresholds.json', import.meta.url), 'utf8'),
) as readonly Golden[];

/** Of the largest number of the sample. */
function largestError(data: ArrayLike<number>, { values, step, length }: Sample): number {
  expect(data).toHaveLength(length);
  const largest = Math.max(...values.map(Math.abs));
  return Math.max(...values.map((value, i) => Math.abs(data[i * step]! - value))) / largest;
}

function local(picture: Picture, key: string): Picture {
  const [method, first, second, third] = key.split(' ');
  const unit = picture.range[1] / 255;
  if (method === 'niblack') return niblack(picture, { windowPx: Number(first), k: Number(second) });
  if (method === 'sauvola') {
    const r = picture.data instanceof Uint8Array ? 128 : undefined;
    return sauvola(picture, { windowPx: Number(first), k: Number(second), r });
  }
  const preset = method === 'opencv' ? 'opencv' : 'skimage';
  const offset = picture.data instanceof Float32Array ? Number(third) * unit : Number(third);
  return adaptiveThreshold(picture, { method: first as 'mean', windowPx: Number(second), offset, preset });
}

describe.skipIf(noClassicPictures)(`thresholds equal the references ${noClassicPictures || ''}`, () => {
  it.each(golden)('$picture, $dtype', async (one) => {
    const picture = await classicPicture(one.picture, one.dtype);
    expect(otsu(picture).threshold).toBe(one.otsu);
    expect(yen(picture).threshold).toBe(one.yen);
    expect([...isodata(picture).thresholds]).toEqual(one.isodata);
    expect(triangle(picture).threshold).toBe(one.triangle);
    const { steps, threshold: level } = li(picture);
    expect(Math.abs(level / one.li - 1)).toBeLessThan(1e-5);
    expect(steps).toHaveLength(one.liSteps.length);
    for (const [classes, expected] of Object.entries(one.multiOtsu)) {
      expect([...multiOtsu(picture, { classes: Number(classes) }).thresholds], `${classes} classes`).toEqual(expected);
    }
  });

  const cases = golden.flatMap(({ picture, dtype, local: maps }) =>
    Object.entries(maps).map(([key, expected]) => ({ picture, dtype, key, expected })),
  );
  it.each(cases)('$picture, $dtype, $key', async ({ picture: name, dtype, key, expected }) => {
    const picture = await classicPicture(name, dtype);
    if (typeof expected === 'number') expect(otsu(picture).threshold).toBe(expected);
    else if ('ones' in expected) {
      const { data } = threshold(picture, local(picture, key));
      expect(data.reduce((sum, bit) => sum + bit, 0)).toBe(expected.ones);
      expect(createHash('sha256').update(data).digest('hex')).toBe(expected.sha256);
    } else expect(largestError(local(picture, key).data, expected)).toBeLessThan(1e-5);
  });
});
