import { createPicture, type Picture, type PixelArray } from '@cv/image';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { allowKernels } from '../kernels/wasm-kernel.ts';
import { type BilateralOptions, bilateral } from './bilateral.ts';
import { bilateralKernel, bilateralRoom } from './bilateral-kernel.ts';

const borders = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'] as const;
const channelCounts = [1, 2, 3, 4] as const;

/** Pictures of every number format and layout, also with NaN and infinity, some taller than a strip. */
const pictures: fc.Arbitrary<Picture> = fc
  .record({
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 31, max: 67 })),
    channels: fc.constantFrom(...channelCounts),
    layout: fc.constantFrom('interleaved' as const, 'planar' as const),
  })
  .chain(({ width, height, channels, layout }) => {
    const size = { minLength: width * height * channels, maxLength: width * height * channels };
    const data: fc.Arbitrary<PixelArray> = fc.oneof(
      fc.uint8Array(size),
      fc.uint16Array(size),
      fc.float32Array({ ...size, min: -2, max: 2 }),
      fc.float32Array(size),
    );
    return data.map((values) => createPicture({ data: values, width, height, channels, layout }));
  });

const options: fc.Arbitrary<BilateralOptions> = fc.record({
  diameter: fc.integer({ min: 1, max: 9 }),
  sigmaPx: fc.oneof(fc.double({ min: 0.3, max: 5, noNaN: true }), fc.constant(1e-200)),
  sigmaColor: fc.oneof(
    fc.double({ min: 0.1, max: 90, noNaN: true }),
    fc.constantFrom(1e-300, 1e-3, 1e4, 1e30, Number.MAX_VALUE),
  ),
  border: fc.constantFrom(...borders),
  fill: fc.constantFrom(0, 7.25, -3, 1e9),
});

afterEach(() => allowKernels(true));

describe('bilateral by the kernel and in TypeScript', () => {
  it('are two things here', () => {
    expect(bilateralKernel()).toBeDefined();
    allowKernels(false);
    expect(bilateralKernel()).toBeUndefined();
  });

  it('give the same bits', () => {
    fc.assert(
      fc.property(pictures, options, (picture, settings) => {
        allowKernels(true);
        const kernel = bilateral(picture, settings).data;
        allowKernels(false);
        expect(kernel).toEqual(bilateral(picture, settings).data);
      }),
    );
  });

  it('leave whole numbers alone when nothing is near enough, whatever lies beyond it', () => {
    const picture = createPicture({ data: Uint8Array.of(1, 90, 255, 0), width: 2, height: 2, channels: 1 });
    for (const allowed of [true, false]) {
      allowKernels(allowed);
      for (const fill of [7.25, -3, 1e9]) {
        expect(bilateral(picture, { sigmaColor: 1e-300, border: 'constant', fill }).data).toEqual(picture.data);
      }
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
