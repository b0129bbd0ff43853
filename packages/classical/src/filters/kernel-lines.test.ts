import { createPicture, type Picture, type PixelArray } from '@cv/image';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { convolve2d, correlate2d, filterSeparable, gaussianBlur, kernelOf } from '../index.ts';
import { allowKernels } from '../kernels/kernel.ts';
import { linesKernel } from './kernel-lines.ts';

const borders = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'] as const;
const weights = (most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: most });

/** Pictures of every number format, also with NaN and infinity. */
const pictures: fc.Arbitrary<Picture> = fc
  .record({
    width: fc.integer({ min: 1, max: 37 }),
    height: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(1, 3, 4),
  })
  .chain(({ width, height, channels }) => {
    const size = { minLength: width * height * channels, maxLength: width * height * channels };
    const data: fc.Arbitrary<PixelArray> = fc.oneof(
      fc.uint8Array(size),
      fc.uint16Array(size),
      fc.float32Array({ ...size, max: 1e6, min: -1e6 }),
      fc.float32Array(size),
    );
    return data.map((values) => createPicture({ data: values, width, height, channels: channels as 1 | 3 | 4 }));
  });

afterEach(() => allowKernels(true));

/** The values by the kernel and those by the TypeScript. */
function both(filter: () => Picture): readonly [PixelArray, PixelArray] {
  allowKernels(true);
  const kernel = filter().data;
  allowKernels(false);
  return [kernel, filter().data];
}

describe('lines by the kernel and lines in TypeScript', () => {
  it('are two things here', () => {
    expect(linesKernel()).toBeDefined();
    allowKernels(false);
    expect(linesKernel()).toBeUndefined();
  });

  it('give the same bits in separable filters', () => {
    const output = fc.constantFrom('same' as const, 'float32' as const);
    fc.assert(
      fc.property(
        pictures,
        weights(13),
        weights(7),
        fc.constantFrom(...borders),
        output,
        (picture, across, down, border, to) => {
          const [kernel, script] = both(() =>
            filterSeparable(picture, { across, down, border, fill: 7.25, output: to }),
          );
          expect(kernel).toEqual(script);
        },
      ),
    );
  });

  it('give the same bits in other kernels, with strides and dilation', () => {
    const steps = fc.record({ stride: fc.integer({ min: 1, max: 3 }), dilation: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(
        pictures,
        weights(3).chain((row) =>
          fc.tuple(
            fc.constant(row),
            fc.array(fc.constantFrom(0, 1, -0.5), { minLength: row.length, maxLength: row.length }),
          ),
        ),
        fc.constantFrom(...borders),
        steps,
        (picture, rows, border, moves) => {
          const [kernel, script] = both(() =>
            correlate2d(picture, kernelOf(rows), { border, ...moves, output: 'float32' }),
          );
          expect(kernel).toEqual(script);
          const [flipped, like] = both(() => convolve2d(picture, kernelOf(rows), { border }));
          expect(flipped).toEqual(like);
        },
      ),
    );
  });

  it('round alike in fixed point', () => {
    fc.assert(
      fc.property(pictures, fc.constantFrom(3, 5, 9), fc.constantFrom(...borders), (picture, size, border) => {
        const [kernel, script] = both(() => gaussianBlur(picture, { size, border }));
        expect(kernel).toEqual(script);
      }),
    );
  });
});
