import { createPicture, type Picture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import * as cv from './index.ts';

const gray = (width: number, values: readonly number[] | Float32Array | Uint16Array | Uint8Array): Picture => {
  const data = Array.isArray(values) ? Uint8Array.from(values) : (values as Uint8Array);
  return createPicture({ data, width, height: data.length / width, channels: 1 });
};

/** Filters that keep a constant, of any size of window and any size of picture. */
const smoothing: Readonly<Record<string, (picture: Picture) => Picture>> = {
  gaussian: (picture) => cv.gaussian(picture, { sigmaPx: 9 }),
  'recursive gaussian': (picture) => cv.gaussian(picture, { sigmaPx: 9, method: 'recursive' }),
  'gaussian by boxes': (picture) => cv.gaussian(picture, { sigmaPx: 9, method: 'boxes' }),
  gaussianBlur: (picture) => cv.gaussianBlur(picture, { size: 31 }),
  box: (picture) => cv.box(picture, { size: [31, 8] }),
  median: (picture) => cv.median(picture, { size: 31 }),
  'large median': (picture) => cv.median(picture, { size: 61 }),
  bilateral: (picture) => cv.bilateral(picture, { sigmaPx: 9 }),
  unsharpMask: (picture) => cv.unsharpMask(picture, { sigmaPx: 9 }),
  convolve2d: (picture) => cv.convolve2d(picture, cv.kernels.gaussian5),
  erode: (picture) => cv.erode(picture, { element: cv.disk(15) }),
  dilate: (picture) => cv.dilate(picture, { element: cv.rectangle(31) }),
  open: (picture) => cv.open(picture, { element: cv.diamond(9) }),
  close: (picture) => cv.close(picture, { element: cv.rectangle(1, 31) }),
};

describe.each(Object.entries(smoothing))('%s', (_, filter) => {
  it.each([
    ['one pixel', 1, 1],
    ['one row', 9, 1],
    ['one column', 1, 9],
    ['two by three', 2, 3],
  ])('keeps %s of one value, in every number format and both extremes', (__, width, height) => {
    for (const value of [0, 7, 255]) {
      const size = { width, height, channels: 1 } as const;
      const bytes = createPicture({ data: new Uint8Array(width * height).fill(value), ...size });
      expect(filter(bytes).data).toEqual(bytes.data);
      const words = createPicture({ data: new Uint16Array(width * height).fill(value * 257), ...size });
      expect(filter(words).data).toEqual(words.data);
      const floats = createPicture({ data: new Float32Array(width * height).fill(value / 255), ...size });
      for (const received of filter(floats).data) expect(received).toBeCloseTo(value / 255, 5);
    }
  });

  it('keeps shape, layout, range and colour space, and gives data of its own', () => {
    const data = Float32Array.from({ length: 60 }, (__, i) => (i * 7) % 11);
    const shape = { width: 5, height: 4, channels: 3, layout: 'planar', range: [0, 11], colorSpace: 'hsv' } as const;
    const picture = createPicture({ data, ...shape });
    const result = filter(picture);
    if (result.data instanceof Float32Array) expect(result).toMatchObject(shape);
    expect(result.data.buffer).not.toBe(data.buffer);
  });
});

describe('what is not a number', () => {
  const withNaN = (): Picture => {
    const data = new Float32Array(11 * 11).fill(0.5);
    data[60] = Number.NaN; // the middle
    return gray(11, data);
  };
  const countNaN = ({ data }: Picture): number => [...data].filter(Number.isNaN).length;

  it('spreads as far as a kernel reaches, and not under weights of 0', () => {
    expect(countNaN(cv.gaussian(withNaN(), { sigmaPx: 0.5 }))).toBe(25);
    expect(countNaN(cv.box(withNaN(), { size: 3 }))).toBe(9);
    expect(countNaN(cv.convolve2d(withNaN(), cv.kernels.laplacian))).toBe(5);
    expect(countNaN(cv.erode(withNaN()))).toBe(9);
    expect(countNaN(cv.dilate(withNaN(), { element: cv.diamond(1) }))).toBe(5);
  });

  it('is the largest for a median, and only itself for a bilateral filter', () => {
    expect(countNaN(cv.median(withNaN(), { size: 3 }))).toBe(0);
    expect(countNaN(cv.bilateral(withNaN()))).toBe(1);
    const infinite = gray(3, Float32Array.of(1, Number.POSITIVE_INFINITY, 1));
    expect(cv.bilateral(infinite).data[0]).toBe(1);
  });

  it('is refused where there is no answer', () => {
    expect(() => cv.equalize(withNaN())).toThrow(PictureError);
    expect(() => cv.reconstruct(withNaN(), withNaN())).toThrow(PictureError);
  });
});

it('refuses what makes no sense, with the code option', () => {
  const picture = gray(2, [1, 2, 3, 4]);
  const wrong: readonly (() => unknown)[] = [
    () => cv.gaussian(picture, { sigmaPx: -1 }),
    () => cv.gaussian(picture, { method: 'magic' as 'fir' }),
    () => cv.gaussian(picture, { border: 'torn' as 'wrap' }),
    () => cv.gaussian(picture, { border: 'constant', fill: Number.NaN }),
    () => cv.gaussian(picture, { output: 'int8' as 'same' }),
    () => cv.gaussianBlur(picture, {}),
    () => cv.gaussianBlur(picture, { size: 4 }),
    () => cv.box(picture, { size: 0 }),
    () => cv.median(picture, { size: 2 }),
    () => cv.bilateral(picture, { sigmaColor: 0 }),
    () => cv.bilateral(picture, { diameter: 1.5 }),
    () => cv.unsharpMask(picture, { amount: Number.NaN }),
    () => cv.laplacian(picture, { preset: 'matlab' as 'opencv' }),
    () => cv.convolve2d(picture, { width: 2, height: 2, weights: Float64Array.of(1) }),
    () => cv.correlate2d(picture, cv.kernels.box, { stride: 0 }),
    () => cv.correlate2d(picture, cv.kernels.box, { padding: -1 }),
    () => cv.kernelOf([]),
    () => cv.kernelOf([[1], [1, 2]]),
    () => cv.structuringElement([[0]]),
    () => cv.rectangle(0),
    () => cv.disk(-1),
    () => cv.equalize(picture, { preset: 'gimp' as 'opencv' }),
    () => cv.clahe(picture, { tiles: [0, 1] }),
    () => cv.gaborKernel({ frequency: 0 }),
    () => cv.gaborBank(picture, { orientations: 0 }),
    () => cv.rectangleSum(cv.integralImage(picture), { x: 1, y: 1, width: 2, height: 1 }),
    () => cv.filterSeparable(picture, { across: [], down: [1] }),
  ];
  for (const [i, call] of wrong.entries()) {
    expect(call, String(i)).toThrow(expect.objectContaining({ name: 'PictureError', code: 'option' }));
  }
  expect(() => cv.correlate2d(picture, cv.kernels.box, { padding: 'valid' })).toThrow(/does not fit into 2/);
  expect(() => cv.clahe(gray(1, Float32Array.of(1)))).toThrow(/uint8 or uint16/);
});
