import { createPicture } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBorder, picturesOf, withAndWithoutKernels } from '../kernels/pictures.test.support.ts';
import { type BilateralOptions, bilateral } from './bilateral.ts';
import { bilateralKernel, bilateralRoom } from './bilateral-kernel.ts';

/** Some taller than a strip. */
const pictures = picturesOf({
  width: fc.integer({ min: 1, max: 19 }),
  height: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 31, max: 67 })),
  channels: [1, 2, 3, 4],
  most: 2,
});

const options: fc.Arbitrary<BilateralOptions> = fc.record({
  diameter: fc.integer({ min: 1, max: 9 }),
  sigmaPx: fc.oneof(fc.double({ min: 0.3, max: 5, noNaN: true }), fc.constant(1e-200)),
  sigmaColor: fc.oneof(
    fc.double({ min: 0.1, max: 90, noNaN: true }),
    fc.constantFrom(1e-300, 1e-3, 1e4, 1e30, Number.MAX_VALUE),
  ),
  border: anyBorder,
  fill: fc.constantFrom(0, 7.25, -3, 1e9),
});

describe('bilateral by the kernel and in TypeScript', () => {
  it('are two things here', () => {
    const [kernel, script] = withAndWithoutKernels(bilateralKernel);
    expect(kernel).toBeDefined();
    expect(script).toBeUndefined();
  });

  it('give the same bits', () => {
    fc.assert(
      fc.property(pictures, options, (picture, settings) => {
        const [kernel, script] = withAndWithoutKernels(() => bilateral(picture, settings).data);
        expect(kernel).toEqual(script);
      }),
    );
  });

  it('leave whole numbers alone when nothing is near enough, whatever lies beyond it', () => {
    const picture = createPicture({ data: Uint8Array.of(1, 90, 255, 0), width: 2, height: 2, channels: 1 });
    for (const fill of [7.25, -3, 1e9]) {
      const far = { sigmaColor: 1e-300, border: 'constant', fill } as const;
      for (const data of withAndWithoutKernels(() => bilateral(picture, far).data)) expect(data).toEqual(picture.data);
    }
  });

  it('leave rows to the TypeScript that are too long for the memory of the kernel', () => {
    const width = 3_000_000;
    const data = new Uint8Array(width).fill(9);
    const picture = createPicture({ data, width, height: 1, channels: 1 });
    const settings = { radius: 1, sigmaPx: 1, sigmaColor: 1, border: 'mirror' as const, fill: 0 };
    expect(bilateralRoom(picture, settings, { colors: 1, rows: 3 })).toBeUndefined();
    expect(Buffer.from(bilateral(picture, { diameter: 3 }).data.buffer).equals(data)).toBe(true);
  });
});
