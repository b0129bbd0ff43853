import { createPicture, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { letterbox } from './letterbox.ts';

const GRAY = Math.fround(114 / 255);

function plain(width: number, height: number, color: readonly [number, number, number]): Picture {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => color[i % 3]!);
  return createPicture({ data, width, height, channels: 3 });
}

/** The pixel at a place, as 8-bit numbers. */
const pixel = (
  { images, shape }: ReturnType<typeof letterbox>,
  [n, row, column]: readonly [number, number, number],
) => {
  const at = ((n * shape[1] + row) * shape[2] + column) * 3;
  return Array.from(images.subarray(at, at + 3), (value) => Math.round(value * 255));
};

test('a wide picture lies between gray bars above and below, the larger one below', () => {
  const boxed = letterbox([plain(20, 5, [255, 0, 51])], { size: [8, 8] }); // 8 x 2, then 6 rows
  expect(boxed.placements).toEqual([{ scaleX: 0.4, scaleY: 0.4, left: 0, top: 3, width: 20, height: 5 }]);
  for (let row = 0; row < 8; row++) {
    const inside = row >= 3 && row < 5;
    expect(pixel(boxed, [0, row, 0])).toEqual(inside ? [255, 0, 51] : [114, 114, 114]);
  }
  expect(boxed.images[0]).toBe(GRAY);
  expect(letterbox([plain(20, 5, [0, 0, 0])], { size: [9, 8] }).placements[0]!.top).toBe(3); // of 7 rows
});

test('a tall one between bars at the sides; a small one is enlarged', () => {
  const boxed = letterbox([plain(1, 2, [9, 9, 9])], { size: [8, 8] });
  expect(boxed.placements[0]).toMatchObject({ scaleX: 4, scaleY: 4, left: 2, top: 0 });
  expect(pixel(boxed, [0, 4, 1])).toEqual([114, 114, 114]);
  expect(pixel(boxed, [0, 4, 2])).toEqual([9, 9, 9]);
});

test('1 x 1 pixel, and a line of 1000', () => {
  const boxed = letterbox([plain(1, 1, [1, 2, 3]), plain(1000, 1, [4, 5, 6])], { size: [4, 8] });
  expect(boxed.shape).toEqual([2, 4, 8, 3]);
  expect(boxed.placements[0]).toMatchObject({ scaleX: 4, scaleY: 4, left: 2, top: 0 });
  expect(boxed.placements[1]).toMatchObject({ scaleX: 8 / 1000, scaleY: 1, left: 0, top: 1 });
  expect(pixel(boxed, [1, 1, 7])).toEqual([4, 5, 6]);
});

test('a picture of the right size keeps its pixels; gray and transparent ones become colour on white', () => {
  const data = Uint8Array.from({ length: 48 }, (_, i) => 5 * i);
  const same = letterbox([createPicture({ data, width: 4, height: 4, channels: 3 })], { size: [4, 4] });
  expect(Array.from(same.images, (value) => Math.round(255 * value))).toEqual(Array.from(data));
  const gray = createPicture({ data: Uint8Array.of(80), width: 1, height: 1, channels: 1 });
  expect(pixel(letterbox([gray], { size: [1, 1] }), [0, 0, 0])).toEqual([80, 80, 80]);
  const clear = createPicture({ data: Uint8Array.of(1, 2, 3, 0), width: 1, height: 1, channels: 4 });
  expect(pixel(letterbox([clear], { size: [1, 1] }), [0, 0, 0])).toEqual([255, 255, 255]);
});

test('no picture gives no values; a size that is none is refused', () => {
  expect(letterbox([], { size: [4, 4] })).toMatchObject({ shape: [0, 4, 4, 3], placements: [] });
  for (const side of [0, 1.5, Number.NaN]) expect(() => letterbox([], { size: [4, side] })).toThrow(OptionError);
});
