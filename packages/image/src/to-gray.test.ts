import { describe, expect, it } from 'vitest';
import { createPicture } from './create-picture.ts';
import { toGray } from './to-gray.ts';

describe('toGray', () => {
  // Values of Pillow 13.0.0, Image.new('RGB', (1, 1), color).convert('L').
  it.each([
    [[255, 0, 0], 76],
    [[0, 255, 0], 150],
    [[0, 0, 255], 29],
    [[1, 2, 3], 2],
    [[200, 100, 50], 124],
    [[255, 255, 255], 255],
  ])('equals Pillow on %j', (color, expected) => {
    const picture = createPicture({ data: new Uint8Array(color), width: 1, height: 1, channels: 3 });
    expect([...toGray(picture).data]).toEqual([expected]);
  });

  it('keeps alpha, layout, range and number format', () => {
    const data = new Float32Array([1, 0, 0, 0, 0, 1, 0.25, 0.75]); // planes R, G, B, A of two pixels
    const picture = createPicture({ data, width: 2, height: 1, channels: 4, layout: 'planar', range: [0, 2] });
    const gray = toGray(picture);
    expect(gray).toMatchObject({ channels: 2, hasAlpha: true, layout: 'planar', range: [0, 2], colorSpace: 'gray' });
    expect([...gray.data]).toEqual([0.299, 0.114, 0.25, 0.75].map(Math.fround));
  });

  it('does not overflow with 16 bits', () => {
    const picture = createPicture({
      data: new Uint16Array([65535, 65535, 65535, 65535, 0, 0]),
      width: 2,
      height: 1,
      channels: 3,
    });
    expect([...toGray(picture).data]).toEqual([65535, 19595]);
  });

  it('copies a gray picture and refuses other colour spaces', () => {
    const gray = createPicture({ data: new Uint8Array([5, 6]), width: 1, height: 1, channels: 2 });
    expect(toGray(gray)).toEqual(gray);
    expect(toGray(gray).data).not.toBe(gray.data);
    const linear = createPicture({ dtype: 'float32', width: 1, height: 1, channels: 3, colorSpace: 'linear-rgb' });
    expect(() => toGray(linear)).toThrow(/expects an srgb picture, not linear-rgb/);
  });
});
