import { describe, expect, expectTypeOf, it } from 'vitest';
import { createPicture } from './create-picture.ts';
import type { Picture } from './picture.ts';
import { PictureError, type PictureErrorCode } from './picture-error.ts';

function errorOf(make: () => unknown): PictureError {
  try {
    make();
  } catch (error) {
    if (error instanceof PictureError) return error;
    throw error;
  }
  throw new PictureError('value', 'nothing was thrown');
}

describe('createPicture', () => {
  it('fills in layout, colour space and range from channels and number format', () => {
    const picture = createPicture({ data: new Uint8Array(6), width: 2, height: 1, channels: 3 });
    expect(picture).toMatchObject({
      width: 2,
      height: 1,
      channels: 3,
      layout: 'interleaved',
      colorSpace: 'srgb',
      hasAlpha: false,
      range: [0, 255],
    });
    expect(createPicture({ dtype: 'uint16', width: 1, height: 1, channels: 2 })).toMatchObject({
      colorSpace: 'gray',
      hasAlpha: true,
      range: [0, 65535],
    });
    expect(createPicture({ dtype: 'float32', width: 1, height: 1, channels: 4 }).range).toEqual([0, 1]);
    expect(createPicture({ dtype: 'float32', width: 1, height: 1, channels: 3, colorSpace: 'lab' }).range).toEqual([
      0, 100,
    ]);
  });

  it('takes the array over, and allocates zeros for a dtype', () => {
    const data = new Float32Array([0.5]);
    expect(createPicture({ data, width: 1, height: 1, channels: 1 }).data).toBe(data);
    expect([...createPicture({ dtype: 'uint16', width: 2, height: 2, channels: 1 }).data]).toEqual([0, 0, 0, 0]);
  });

  it('types the data by what was given', () => {
    expectTypeOf(createPicture({ dtype: 'uint16', width: 1, height: 1, channels: 1 })).toEqualTypeOf<
      Picture<Uint16Array>
    >();
  });

  it('keeps the bytes of a subclass (as the Buffer of Node, whose slice shares memory) but not the class', () => {
    class Buffer extends Uint8Array {}
    const buffer = new Buffer([9, 1, 2, 9]).subarray(1, 3);
    expect(buffer.constructor).toBe(Buffer);
    const { data } = createPicture({ data: buffer, width: 2, height: 1, channels: 1 });
    expect(data.constructor).toBe(Uint8Array);
    expect([...data]).toEqual([1, 2]);
    expect(data.buffer).toBe(buffer.buffer);
  });

  it('accepts shared memory and lets float values lie outside the range', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(1));
    expect(createPicture({ data: shared, width: 1, height: 1, channels: 1 }).data).toBe(shared);
    const wild = new Float32Array([-1, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(createPicture({ data: wild, width: 3, height: 1, channels: 1 }).data).toBe(wild);
  });

  it('is frozen', () => {
    const picture = createPicture({ dtype: 'uint8', width: 1, height: 1, channels: 1 });
    expect(Object.isFrozen(picture)).toBe(true);
    expect(Object.isFrozen(picture.range)).toBe(true);
    expect(Object.isFrozen(createPicture({ ...picture, range: [0, 9] }).range)).toBe(true);
  });
});

describe('createPicture refuses', () => {
  const data = new Uint8Array(4);
  const base = { data, width: 2, height: 2, channels: 1 } as const;
  const cases: [string, PictureErrorCode, Record<string, unknown>][] = [
    ['zero width', 'size', { width: 0 }],
    ['fractional height', 'size', { height: 1.5 }],
    ['NaN width', 'size', { width: Number.NaN }],
    ['a size that is text', 'size', { width: '2' }],
    ['a size beyond memory', 'size', { data: undefined, dtype: 'float32', width: 2 ** 40, height: 2 }],
    ['five channels', 'channels', { channels: 5 }],
    ['no channels', 'channels', { channels: undefined }],
    ['neither data nor dtype', 'dtype', { data: undefined }],
    ['a wrong length', 'length', { channels: 3 }],
    ['a clamped array', 'dtype', { data: new Uint8ClampedArray(4) }],
    ['64-bit floats', 'dtype', { data: new Float64Array(4) }],
    ['a plain array', 'dtype', { data: [1, 2, 3, 4] }],
    ['null', 'dtype', { data: null }],
    ['an unknown dtype', 'dtype', { dtype: 'int8' }],
    ['a dtype named like an Object method', 'dtype', { data: undefined, dtype: 'toString' }],
    ['a dtype that contradicts data', 'dtype', { dtype: 'float32' }],
    ['an unknown layout', 'layout', { layout: 'chw' }],
    ['an unknown colour space', 'color-space', { colorSpace: 'rgb' }],
    ['srgb with one channel', 'color-space', { colorSpace: 'srgb' }],
    ['gray with three channels', 'color-space', { data: new Uint8Array(12), channels: 3, colorSpace: 'gray' }],
    ['lab in integers', 'color-space', { data: new Uint8Array(12), channels: 3, colorSpace: 'lab' }],
    ['a rescaled lab', 'range', { data: new Float32Array(12), channels: 3, colorSpace: 'lab', range: [0, 1] }],
    ['an empty range', 'range', { range: [1, 1] }],
    ['a reversed range', 'range', { range: [255, 0] }],
    ['an infinite range', 'range', { range: [0, Number.POSITIVE_INFINITY] }],
    ['a range that uint8 cannot hold', 'range', { range: [0, 256] }],
    ['a negative range in integers', 'range', { range: [-1, 255] }],
  ];
  it.each(cases)('%s', (_, code, change) => {
    const options = { ...base, ...change } as unknown as { dtype: 'uint8'; width: number; height: number; channels: 1 };
    const error = errorOf(() => createPicture(options));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^createPicture: /);
  });

  it('with numbers a program can read', () => {
    const error = errorOf(() => createPicture({ ...base, channels: 3 }));
    expect(error.name).toBe('PictureError');
    expect(error.fields).toEqual({ expected: 12, received: 4, width: 2, height: 2, channels: 3 });
    expect(error.message).toBe('createPicture: 2 x 2 x 3 needs 12 values, data has 4');
  });
});
