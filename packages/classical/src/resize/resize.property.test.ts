import { createPicture, type Picture } from '@cv/image';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resize } from './resize.ts';
import type { ResizeFilter } from './resize-filter.ts';

const side = fc.integer({ min: 1, max: 12 });
const filters = fc.constantFrom<ResizeFilter>('nearest', 'box', 'bilinear', 'hamming', 'bicubic', 'lanczos');
const floats = fc.record({ width: side, height: side }).chain(({ width, height }) => {
  const length = { minLength: width * height, maxLength: width * height };
  return fc
    .float32Array({ ...length, noNaN: true, min: -1, max: 1 })
    .map((data): Picture<Float32Array> => createPicture({ data, width, height, channels: 1 }));
});
const options = fc.record({ width: side, height: side, filter: filters, antialias: fc.boolean() });

describe('resize of any picture', () => {
  it('is linear', () => {
    fc.assert(
      fc.property(floats, options, (picture, to) => {
        const twice = createPicture({ ...picture, data: picture.data.map((v) => 2 * v + 1) });
        const expected = resize(picture, to).data.map((v) => 2 * v + 1);
        for (const [i, value] of resize(twice, to).data.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
      }),
    );
  });

  it('commutes with turning the axes', () => {
    const turned = ({ data, width, height }: Picture<Float32Array>): Picture<Float32Array> =>
      createPicture({
        data: Float32Array.from(data, (_, i) => data[(i % height) * width + Math.floor(i / height)]!),
        width: height,
        height: width,
        channels: 1,
      });
    fc.assert(
      fc.property(floats, options, (picture, { width, height, ...how }) => {
        const expected = turned(resize(picture, { width, height, ...how }));
        const received = resize(turned(picture), { width: height, height: width, ...how });
        for (const [i, value] of received.data.entries()) expect(value).toBeCloseTo(expected.data[i]!, 5);
      }),
    );
  });

  it('stays within the values that were there, unless the filter is sharp', () => {
    fc.assert(
      fc.property(floats, options, (picture, to) => {
        fc.pre(to.filter !== 'bicubic' && to.filter !== 'lanczos');
        const [low, high] = [Math.min(...picture.data), Math.max(...picture.data)];
        for (const value of resize(picture, to).data) {
          expect(value).toBeGreaterThanOrEqual(low - 1e-6);
          expect(value).toBeLessThanOrEqual(high + 1e-6);
        }
      }),
    );
  });
});
