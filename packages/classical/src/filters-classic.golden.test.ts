import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createPicture, type Picture, type PixelDType } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicColors, classicPicture, noClassicPictures } from './classic-pictures.test.support.ts';
import { filterRuns } from './filter-runs.test.support.ts';

interface Sample {
  readonly length: number;
  readonly step: number;
  readonly values: readonly number[];
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

interface Golden extends Partial<Sample> {
  readonly operation: string;
  readonly picture: string;
  readonly dtype: PixelDType;
  readonly options: Readonly<Record<string, unknown>>;
  readonly source: string;
  readonly length: number;
  /** Of all numbers, where they are whole. */
  readonly sha256?: string;
  /** Some of the whole numbers, of which 1 in 1,000 may be off by 1. */
  readonly 'most of'?: readonly number[];
}

const golden = JSON.parse(
  readFileSync(new URL('../fixtures/filters-classic.json', import.meta.url), 'utf8'),
) as readonly Golden[];

const colored = new Set(['coffee', 'astronaut']);

const loaded = new Map<string, Promise<Picture>>();

/** Decoded once; nothing changes a picture. */
function load(one: Golden): Promise<Picture> {
  const key = `${one.picture} ${one.dtype}`;
  const picture = loaded.get(key) ?? decode(one);
  loaded.set(key, picture);
  return picture;
}

async function decode({ picture, dtype }: Golden): Promise<Picture> {
  if (!colored.has(picture)) return classicPicture(picture, dtype);
  const bytes = await classicColors(picture);
  if (dtype === 'uint8') return bytes;
  const data = Float32Array.from(bytes.data, (value) => value / 255);
  return createPicture({ ...bytes, data, range: [0, 1] });
}

function expectSample(data: ArrayLike<number>, one: Golden & Sample): void {
  const { values, step, mean, least, most } = one;
  // rtol 1e-5 of the largest value: sums of numbers of both signs come close to 0. cv2 interpolates exp in a table for float32.
  const allowed = (one.source.endsWith('float32') ? 1e-4 : 1e-5) * Math.max(Math.abs(least), Math.abs(most));
  let [sum, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i++) {
    sum += data[i]!;
    low = Math.min(low, data[i]!);
    high = Math.max(high, data[i]!);
  }
  const wrong = [
    ...values.map((value, i) => [`value ${i * step}`, value, data[i * step]!] as const),
    ['mean', mean, sum / data.length] as const,
    ['least', least, low] as const,
    ['most', most, high] as const,
  ].filter(([, expected, received]) => !(Math.abs(expected - received) <= allowed));
  expect(wrong).toEqual([]);
}

describe.skipIf(noClassicPictures)(`filters equal their references on real pictures ${noClassicPictures || ''}`, () => {
  const named = golden.map((one, i) => {
    const { operation, source, picture, dtype, options } = one;
    return [
      `${i} ${operation}: ${source} of ${picture}, ${dtype} ${JSON.stringify(options).slice(0, 80)}`,
      one,
    ] as const;
  });
  it.each(named)('%s', async (_, one) => {
    const data = filterRuns[one.operation]!(await load(one), one.options);
    expect(data).toHaveLength(one.length);
    if (one.sha256 !== undefined) {
      const { buffer, byteOffset, byteLength } = data as Uint8Array;
      const bytes = new Uint8Array(buffer, byteOffset, byteLength);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(one.sha256);
    } else if (one['most of']) {
      const off = one['most of'].map((value, i) => Math.abs(value - data[i * 37]!));
      expect(Math.max(...off)).toBeLessThanOrEqual(1);
      expect(off.filter((difference) => difference > 0).length / off.length).toBeLessThan(0.001);
    } else expectSample(data, one as Golden & Sample);
  });
});

it('has a golden for every run, and a run for every golden', () => {
  const small = JSON.parse(readFileSync(new URL('../fixtures/filters.json', import.meta.url), 'utf8')) as {
    readonly cases: readonly { readonly operation: string }[];
  };
  const tested = new Set([...golden, ...small.cases].map(({ operation }) => operation));
  expect([...tested].sort()).toEqual(Object.keys(filterRuns).sort());
});
