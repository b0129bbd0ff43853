import { createPicture, type Picture } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withAndWithoutKernels } from '../../kernels/pictures.test.support.ts';
import { type MeanShiftFilterOptions, meanShiftFilter } from './mean-shift-filter.ts';
import { shiftByKernel, shiftKernel } from './shift-kernel.ts';

const pictures: fc.Arbitrary<Picture> = fc
  .record({
    width: fc.integer({ min: 1, max: 45 }),
    height: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1 as const, 3 as const, 4 as const),
    // So that neighbours are close in some pictures.
    low: fc.integer({ min: 0, max: 255 }),
    spread: fc.constantFrom(0, 20, 60, 255),
  })
  .chain(({ width, height, channels, low, spread }) => {
    const length = width * height * channels;
    return fc
      .uint8Array({ minLength: length, maxLength: length, min: low, max: Math.min(255, low + spread) })
      .map((data) => createPicture({ data, width, height, channels }));
  });

const options: fc.Arbitrary<MeanShiftFilterOptions> = fc.record({
  radiusPx: fc.constantFrom(0.3, 1, 1.5, 2.5, 7.5, 8, 10, 30, 1e6),
  colorRadius: fc.constantFrom(0.1, 5, 20, 60, 255, 255.99, 256, 1000),
  maxLevel: fc.integer({ min: 0, max: 2 }),
  maxIterations: fc.integer({ min: 1, max: 12 }),
  epsilon: fc.constantFrom(0.1, 1, 30),
});

describe('mean shift by the kernel and in TypeScript', () => {
  it('are two things here', () => {
    const [kernel, script] = withAndWithoutKernels(shiftKernel);
    expect(kernel).toBeDefined();
    expect(script).toBeUndefined();
  });

  it('give the same bytes', () => {
    fc.assert(
      fc.property(pictures, options, (picture, settings) => {
        const [kernel, script] = withAndWithoutKernels(() => meanShiftFilter(picture, settings).data);
        expect(kernel).toEqual(script);
      }),
      { numRuns: 300 },
    );
  });

  it('leave to the TypeScript what is too large for the memory of the kernel, and distances beyond 16 bits', () => {
    const settings = { radiusPx: 1, farthest: 400, maxIterations: 1, epsilon: 1 };
    const [width, height] = [10_000, 1000];
    expect(shiftByKernel({ data: new Uint8Array(0), width, height }, settings, new Uint8Array(0))).toBe(false);
    const one = { data: new Uint8Array(3), width: 1, height: 1 };
    expect(shiftByKernel(one, settings, new Uint8Array(3))).toBe(true);
    expect(shiftByKernel(one, { ...settings, farthest: 65535 }, new Uint8Array(3))).toBe(false);
  });
});
