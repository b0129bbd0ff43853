import { readFileSync } from 'node:fs';
import { type ChannelCount, convertPicture, createPicture, dtypeOf, type Picture, type PixelDType } from '@cv/image';
import { describe, expect, it } from 'vitest';
import * as cv from './index.ts';

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

type Options = Readonly<Record<string, unknown>>;
type Run = (picture: Picture, options: Options) => ArrayLike<number>;
/** The file has options of the type that each function wants. */
const as = <T>(options: Options): T => options as T;
type Rows = readonly (readonly number[])[];
const interleaved = (picture: Picture): ArrayLike<number> => convertPicture(picture, { layout: 'interleaved' }).data;
const withKernel =
  (run: typeof cv.convolve2d): Run =>
  (picture, { kernel, ...options }) =>
    interleaved(run(picture, cv.kernelOf(kernel as Rows), as(options)));
const withElement =
  (run: typeof cv.erode): Run =>
  (picture, { element }) =>
    interleaved(run(picture, { element: cv.structuringElement(element as Rows) }));

const runs: Readonly<Record<string, Run>> = {
  convolve2d: withKernel(cv.convolve2d),
  correlate2d: withKernel(cv.correlate2d),
  gaussian: (picture, options) => interleaved(cv.gaussian(picture, as(options))),
  gaussianBlur: (picture, options) => interleaved(cv.gaussianBlur(picture, as(options))),
  box: (picture, options) => interleaved(cv.box(picture, as(options))),
  median: (picture, options) => interleaved(cv.median(picture, as(options))),
  bilateral: (picture, options) => interleaved(cv.bilateral(picture, as(options))),
  unsharpMask: (picture, options) => interleaved(cv.unsharpMask(picture, as(options))),
  laplacian: (picture, options) => interleaved(cv.laplacian(picture, as(options))),
  'gabor real': (picture, options) => interleaved(cv.gabor(picture, as(options)).real),
  'gabor imaginary': (picture, options) => interleaved(cv.gabor(picture, as(options)).imaginary),
  erode: withElement(cv.erode),
  dilate: withElement(cv.dilate),
  open: withElement(cv.open),
  close: withElement(cv.close),
  gradient: withElement(cv.morphologicalGradient),
  topHat: withElement(cv.topHat),
  blackHat: withElement(cv.blackHat),
  reconstruct: (picture, { element, ...options }) =>
    interleaved(
      cv.reconstruct(cv.erode(picture, { element: cv.structuringElement(element as Rows) }), picture, as(options)),
    ),
  equalize: (picture, options) => interleaved(cv.equalize(picture, as(options))),
  clahe: (picture, options) => interleaved(cv.clahe(picture, as(options))),
  integral: (picture, options) => cv.integralImage(picture, as(options)).sums,
  convolve3d: (picture, { weights, ...options }) => {
    const volume = { data: (picture.data as Float32Array).slice(0, 120), depth: 4, height: 5, width: 6, channels: 1 };
    return cv.convolve3d(volume, { weights: weights as number[], depth: 2, height: 3, width: 3 }, as(options)).data;
  },
};

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

describe.each(Object.keys(runs))('%s equals its references', (operation) => {
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

it('has a function for every golden operation', () => {
  expect([...new Set(golden.cases.map(({ operation }) => operation))].sort()).toEqual(Object.keys(runs).sort());
});
