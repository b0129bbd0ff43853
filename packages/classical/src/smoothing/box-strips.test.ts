import { createPicture } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { box } from '../index.ts';
import { anyBorder, anyPictures, withAndWithoutKernels } from '../kernels/pictures.test.support.ts';
import { boxesKernel } from './box-strips.ts';

describe('means by the kernel and in TypeScript', () => {
  it('has a kernel here', () => expect(boxesKernel()).toBeDefined());

  it('are the same', () => {
    const sides = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }));
    const fills = fc.constantFrom(0, 3, 7.5, 255, 256, -1);
    const outputs = fc.constantFrom('same' as const, 'float32' as const);
    fc.assert(
      fc.property(anyPictures, sides, anyBorder, fills, outputs, (picture, size, border, fill, output) => {
        const [kernel, script] = withAndWithoutKernels(() => box(picture, { size, border, fill, output }).data);
        expect(kernel).toEqual(script);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same where a picture is done in strips, and where sums are the largest', () => {
    const [width, height] = [1999, 300];
    const data = Uint16Array.from({ length: width * height }, (_, i) =>
      i < 200_000 ? 65535 : (i * 2654435761) >>> 16,
    );
    const picture = createPicture({ data, width, height, channels: 1 });
    for (const size of [3, 31, 181] as const) {
      const [kernel, script] = withAndWithoutKernels(() => box(picture, { size }).data);
      expect(Buffer.compare(new Uint8Array(kernel.buffer), new Uint8Array(script.buffer))).toBe(0);
    }
  });
});
