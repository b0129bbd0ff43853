import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertPicture } from './convert-picture.ts';
import { createPicture } from './create-picture.ts';
import { dropAlpha } from './drop-alpha.ts';
import type { ChannelCount, Picture, PictureLayout } from './picture.ts';
import { dtypeOf, type PixelDType } from './pixel-dtype.ts';
import { toGray } from './to-gray.ts';
import { toRgb } from './to-rgb.ts';

const layouts = fc.constantFrom<PictureLayout>('interleaved', 'planar');

function pictures(dtype: PixelDType): fc.Arbitrary<Picture> {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 7 }),
    height: fc.integer({ min: 1, max: 7 }),
    channels: fc.constantFrom<ChannelCount>(1, 2, 3, 4),
    layout: layouts,
  });
  return size.chain((shape) => {
    const length = {
      minLength: shape.width * shape.height * shape.channels,
      maxLength: shape.width * shape.height * shape.channels,
    };
    if (dtype === 'uint8') return fc.uint8Array(length).map((data): Picture => createPicture({ ...shape, data }));
    if (dtype === 'uint16') return fc.uint16Array(length).map((data): Picture => createPicture({ ...shape, data }));
    return fc.float32Array({ ...length, noNaN: true }).map((data): Picture => createPicture({ ...shape, data }));
  });
}

const anyPicture = fc.constantFrom<PixelDType>('uint8', 'uint16', 'float32').chain(pictures);

describe('conversions of any picture', () => {
  it('layout there and back changes no bit', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const other = picture.layout === 'planar' ? 'interleaved' : 'planar';
        const back = convertPicture(convertPicture(picture, { layout: other }), { layout: picture.layout });
        expect(back).toEqual(picture);
      }),
    );
  });

  it('integers survive float32 and uint16 and any layout on the way', () => {
    fc.assert(
      fc.property(pictures('uint8'), layouts, (picture, layout) => {
        const unit = convertPicture(picture, { dtype: 'float32', range: [0, 1], layout });
        const wide = convertPicture(unit, { dtype: 'uint16', range: [0, 65535] });
        const back = convertPicture(wide, { dtype: 'uint8', range: [0, 255], layout: picture.layout });
        expect(back).toEqual(picture);
      }),
    );
    fc.assert(
      fc.property(pictures('uint16'), (picture) => {
        const unit = convertPicture(picture, { dtype: 'float32', range: [-1, 1] });
        expect(convertPicture(unit, { dtype: 'uint16', range: [0, 65535] })).toEqual(picture);
      }),
    );
  });

  it('the ends of a range map onto the ends of the other', () => {
    const number = fc.integer({ min: -1000, max: 1000 });
    const ranges = fc.tuple(number, number).filter(([low, high]) => low < high);
    fc.assert(
      fc.property(ranges, ranges, (from, to) => {
        const data = new Float32Array(from);
        const picture = createPicture({ data, width: 2, height: 1, channels: 1, range: from });
        expect([...convertPicture(picture, { range: to }).data]).toEqual(to);
      }),
    );
  });

  it('gray of repeated gray is the gray again, in integers', () => {
    const grays = fc.constantFrom<PixelDType>('uint8', 'uint16').chain(pictures);
    fc.assert(
      fc.property(
        grays.filter((picture) => picture.channels <= 2),
        (picture) => {
          expect(toGray(toRgb(picture))).toEqual(picture);
        },
      ),
    );
  });

  it('gray does not depend on the layout', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const planar = toGray(convertPicture(picture, { layout: 'planar' }));
        expect(planar).toEqual(convertPicture(toGray(picture), { layout: 'planar' }));
      }),
    );
  });

  it('an opaque picture looks the same on every background', () => {
    fc.assert(
      fc.property(pictures('uint8'), fc.integer({ min: 0, max: 255 }), (picture, background) => {
        const opaque = createPicture({ ...picture, data: picture.data.map(() => 255) });
        expect(dropAlpha(opaque, { background })).toEqual(dropAlpha(opaque));
      }),
    );
  });

  it('never writes into its input', () => {
    fc.assert(
      fc.property(anyPicture, (picture) => {
        const before = picture.data.slice();
        convertPicture(picture, { layout: 'planar', dtype: 'float32', range: [0, 5] });
        toGray(picture);
        toRgb(picture);
        dropAlpha(picture, { background: picture.range[1] });
        expect(picture.data).toEqual(before);
        expect(dtypeOf(picture.data)).toBe(dtypeOf(before));
      }),
    );
  });
});
