import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ChannelCount, createPicture, type Picture, type PixelDType } from '@cv/image';
import { afterAll, describe, expect, it } from 'vitest';
import { classicColors, noClassicPictures } from '../classic-pictures.test.support.ts';
import { allowKernels } from '../kernels/wasm-kernel.ts';
import { resize } from './resize.ts';
import type { OpencvFilter } from './resize-filter.ts';

interface GoldenPicture {
  readonly dtype: PixelDType;
  readonly size: readonly [height: number, width: number];
  readonly channels: ChannelCount;
  readonly data: string;
}
interface GoldenCase {
  readonly picture: string;
  readonly filter: OpencvFilter;
  readonly target: readonly [height: number, width: number];
  readonly sha256?: string;
  readonly step?: number;
  readonly values?: readonly number[];
}
const golden = JSON.parse(readFileSync(new URL('../../fixtures/resizes.json', import.meta.url), 'utf8')) as {
  readonly pictures: Readonly<Record<string, GoldenPicture>>;
  readonly small: readonly GoldenCase[];
  readonly large: readonly GoldenCase[];
};
const arrays = { uint8: Uint8Array, uint16: Uint16Array, float32: Float32Array } as const;

function pictureOf({ dtype, size: [height, width], channels, data }: GoldenPicture): Picture {
  const { buffer } = Uint8Array.from(Buffer.from(data, 'base64'));
  return createPicture({ data: new arrays[dtype](buffer), width, height, channels });
}

/** 16 bits by Lanczos are of single precision in OpenCV, in an order of additions that is not the same for all rows: few are off by one. */
function expectOpencv(picture: Picture, { filter, target: [height, width], sha256, step, values }: GoldenCase): void {
  const { data } = resize(picture, { preset: 'opencv', filter, width, height });
  expect(data).toHaveLength(width * height * picture.channels);
  if (sha256 !== undefined) {
    expect(createHash('sha256').update(data).digest('hex')).toBe(sha256);
    return;
  }
  const off = values!.map((value, i) => Math.abs(data[i * step!]! - value));
  if (data instanceof Float32Array) {
    for (const [i, error] of off.entries())
      expect(error).toBeLessThanOrEqual(1e-5 * Math.max(0.1, Math.abs(values![i]!)));
  } else {
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
    offSixteen.push(...off);
  }
}

const offSixteen: number[] = [];
const names = [...new Set(golden.small.map(({ picture }) => picture))];

afterAll(() => allowKernels(true));

describe.each([
  ['kernels', true],
  ['TypeScript', false],
] as const)('resize by %s equals OpenCV', (_, kernels) => {
  it.each(names)('%s, every filter and size', (name) => {
    allowKernels(kernels);
    const picture = pictureOf(golden.pictures[name]!);
    for (const one of golden.small.filter((each) => each.picture === name)) expectOpencv(picture, one);
  });

  it('16 bits by Lanczos, 999 of 1000', () => {
    expect(offSixteen.length).toBeGreaterThan(1000);
    expect(offSixteen.filter((error) => error > 0).length).toBeLessThanOrEqual(offSixteen.length / 1000);
  });

  it.skipIf(noClassicPictures).each(golden.large)(
    `$filter of $picture to $target ${noClassicPictures || ''}`,
    async (one) => {
      allowKernels(kernels);
      expectOpencv(await classicColors(one.picture), one);
    },
  );
});
