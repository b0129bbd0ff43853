import { createPicture } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dilate, disk, erode, rectangle, structuringElement } from '../index.ts';
import { anyBorder, anyPictures, withAndWithoutKernels } from '../kernels/pictures.test.support.ts';
import { extremesKernel } from './extreme-strips.ts';

const anyElement = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 })).map(([w, h]) => rectangle(w, h)),
  fc.integer({ min: 0, max: 6 }).map(disk),
  fc
    .integer({ min: 1, max: 9 })
    .chain((width) =>
      fc.array(fc.array(fc.constantFrom(0, 1), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
    )
    .filter((rows) => rows.flat().includes(1))
    .map(structuringElement),
);

describe('extremes by the kernel and in TypeScript', () => {
  it('has a kernel here', () => expect(extremesKernel()).toBeDefined());

  it('are the same', () => {
    const fills = fc.constantFrom(0, 3, 7.5, 255, 256, -1);
    fc.assert(
      fc.property(
        anyPictures,
        anyElement,
        fc.option(anyBorder, { nil: undefined }),
        fills,
        (picture, element, border, fill) => {
          const options = { element, border, fill };
          const [eroded, least] = withAndWithoutKernels(() => erode(picture, options).data);
          expect(eroded).toEqual(least);
          const [dilated, most] = withAndWithoutKernels(() => dilate(picture, options).data);
          expect(dilated).toEqual(most);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are the same where a picture is done in strips', () => {
    const [width, height] = [2000, 700];
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i * 2654435761) >>> 24);
    const picture = createPicture({ data, width, height, channels: 1 });
    for (const element of [rectangle(3), rectangle(2, 31), disk(5)]) {
      const [kernel, script] = withAndWithoutKernels(() => erode(picture, { element }).data);
      expect(Buffer.compare(kernel as Uint8Array, script as Uint8Array)).toBe(0);
    }
  });
});
