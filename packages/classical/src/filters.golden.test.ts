import { readFileSync } from 'node:fs';
import { type ChannelCount, convertPicture, createPicture, dtypeOf, type Picture, type PixelDType } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { filterRuns as runs } from './filter-runs.test.support.ts';

interface GoldenPicture {
  readonly dtype: PixelDType;
  readonly width: number;
  readonly height: number;
  readonly channels: ChannelCount;
  readonly data: readonly number[];
}

interface GoldenCase {
  readonly operation: string;
  readonly picture: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly source: string;
  readonly exact: boolean;
  readonly output: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('../fixtures/filters.json', import.meta.url), 'utf8')) as {
  readonly pictures: Readonly<Record<string, GoldenPicture>>;
  readonly cases: readonly GoldenCase[];
};

const arrays = { uint8: Uint8Array, uint16: Uint16Array, float32: Float32Array } as const;
const pictureOf = ({ dtype, data, ...shape }: GoldenPicture): Picture =>
  createPicture({ data: arrays[dtype].from(data), ...shape });

/** rtol 1e-5 of the largest value: sums of numbers of both signs come close to 0. */
const RTOL = 1e-5;

function expectEqual({ exact, output: printed, source }: GoldenCase, received: ArrayLike<number>): void {
  const output = received instanceof Float32Array ? printed.map(Math.fround) : printed;
  expect(received).toHaveLength(output.length);
  const scale = Math.max(...output.map(Math.abs));
  const allowed = exact ? 0 : (source.endsWith('float32') ? 1e-4 : RTOL) * scale; // cv2 interpolates exp in a table there
  const wrong = output.flatMap((value, i) =>
    Math.abs(value - received[i]!) <= allowed ? [] : [`${i}: ${received[i]} for ${value}`],
  );
  expect(wrong.slice(0, 5)).toEqual([]);
}

describe.each([...new Set(golden.cases.map((one) => one.operation))])('%s equals its references', (operation) => {
  const cases = golden.cases.filter((one) => one.operation === operation);

  it.each(
    cases.map((one) => [`${one.source} of ${one.picture} ${JSON.stringify(one.options)}`.slice(0, 120), one] as const),
  )('%s', (_, one) => {
    const picture = pictureOf(golden.pictures[one.picture]!);
    const before = picture.data.slice();
    const { options } = one;
    expectEqual(one, runs[operation]!(picture, options));
    expect(picture.data).toEqual(before);
    expect(dtypeOf(picture.data)).toBe(golden.pictures[one.picture]!.dtype);
    if (picture.channels === 1 || operation === 'integral') return;
    expectEqual(one, runs[operation]!(convertPicture(picture, { layout: 'planar' }), options));
  });
});
