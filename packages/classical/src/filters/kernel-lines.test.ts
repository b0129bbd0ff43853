import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convolve2d, correlate2d, filterSeparable, gaussianBlur, kernelOf } from '../index.ts';
import { anyBorder, anyPictures, withAndWithoutKernels } from '../kernels/pictures.test.support.ts';
import { linesKernel } from './kernel-lines.ts';

const weights = (most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: most });

describe('lines by the kernel and lines in TypeScript', () => {
  it('are two things here', () => {
    const [kernel, script] = withAndWithoutKernels(linesKernel);
    expect(kernel).toBeDefined();
    expect(script).toBeUndefined();
  });

  it('give the same bits in separable filters', () => {
    const output = fc.constantFrom('same' as const, 'float32' as const);
    fc.assert(
      fc.property(anyPictures, weights(13), weights(7), anyBorder, output, (picture, across, down, border, to) => {
        const [kernel, script] = withAndWithoutKernels(
          () => filterSeparable(picture, { across, down, border, fill: 7.25, output: to }).data,
        );
        expect(kernel).toEqual(script);
      }),
    );
  });

  it('give the same bits in other kernels, with strides and dilation', () => {
    const steps = fc.record({ stride: fc.integer({ min: 1, max: 3 }), dilation: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(
        anyPictures,
        weights(3).chain((row) =>
          fc.tuple(
            fc.constant(row),
            fc.array(fc.constantFrom(0, 1, -0.5), { minLength: row.length, maxLength: row.length }),
          ),
        ),
        anyBorder,
        steps,
        (picture, rows, border, moves) => {
          const [kernel, script] = withAndWithoutKernels(
            () => correlate2d(picture, kernelOf(rows), { border, ...moves, output: 'float32' }).data,
          );
          expect(kernel).toEqual(script);
          const [flipped, like] = withAndWithoutKernels(() => convolve2d(picture, kernelOf(rows), { border }).data);
          expect(flipped).toEqual(like);
        },
      ),
    );
  });

  it('round alike in fixed point', () => {
    fc.assert(
      fc.property(anyPictures, fc.constantFrom(3, 5, 9), anyBorder, (picture, size, border) => {
        const [kernel, script] = withAndWithoutKernels(() => gaussianBlur(picture, { size, border }).data);
        expect(kernel).toEqual(script);
      }),
    );
  });
});
