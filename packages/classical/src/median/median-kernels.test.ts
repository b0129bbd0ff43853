import { createPicture } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../index.ts';
import { anyBorder, anyPictures, withAndWithoutKernels } from '../kernels/pictures.test.support.ts';
import { histogramsKernel } from './histogram-strips.ts';
import { networksKernel } from './network-strips.ts';

const odd = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most >> 1 }).map((half) => 2 * half + 1);

describe('medians by the kernels and in TypeScript', () => {
  it('have kernels here', () => {
    expect(networksKernel()).toBeDefined();
    expect(histogramsKernel()).toBeDefined();
  });

  const fills = fc.constantFrom(0, 3, 7.5, 0.1, 255, 300, -1, -0);

  it('are the same for small windows', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyPictures, fc.tuple(odd(15), odd(15)), anyBorder, fills, (picture, size, border, fill) => {
        const [kernel, script] = withAndWithoutKernels(() => median(picture, { size, border, fill }).data);
        expect(kernel).toEqual(script);
      }),
      { numRuns: 400 },
    );
  });

  it('are the same for large windows', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyPictures, fc.tuple(odd(61), odd(61)), anyBorder, fills, (picture, size, border, fill) => {
        const [kernel, script] = withAndWithoutKernels(() => median(picture, { size, border, fill }).data);
        expect(kernel).toEqual(script);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['uint8', 256],
    ['uint16', 65536],
  ] as const)('are the same where a picture of %s is done in strips, rows in chunks and tiles', (_, levels) => {
    const [width, height, channels] = [900, 230, 3] as const;
    const values = Array.from(
      { length: width * height * channels },
      (__, i) => (((i * 2654435761) >>> 0) / 2 ** 32) * levels,
    );
    const data = levels === 256 ? Uint8Array.from(values) : Uint16Array.from(values);
    const picture = createPicture({ data, width, height, channels });
    for (const size of [3, 5, 11]) {
      const [kernel, script] = withAndWithoutKernels(() => median(picture, { size }).data);
      expect(kernel.every((value, i) => value === script[i])).toBe(true);
    }
  });

  it.each([
    [255, 257],
    [257, 255],
    [1, 401],
    [401, 1],
  ])('are the same at the limits of the histograms: %i x %i', (height, width) => {
    const data = Uint8Array.from({ length: 20 * 300 }, (_, i) => (i < 3000 ? 255 : (i * 2654435761) >>> 24));
    const picture = createPicture({ data, width: 20, height: 300, channels: 1 });
    const [kernel, script] = withAndWithoutKernels(() => median(picture, { size: [height, width] }).data);
    expect(kernel).toEqual(script);
  });
});
