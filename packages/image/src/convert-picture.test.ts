import { describe, expect, it } from 'vitest';
import { convertPicture } from './convert-picture.ts';
import { createPicture } from './create-picture.ts';

const gray = (data: Uint8Array | Uint16Array | Float32Array, range?: readonly [number, number]) =>
  createPicture({ data, width: data.length, height: 1, channels: 1, range });

describe('convertPicture', () => {
  it('rescales when a range is given, as x / 255 does', () => {
    const unit = convertPicture(gray(new Uint8Array([0, 1, 128, 255])), { dtype: 'float32', range: [0, 1] });
    expect([...unit.data]).toEqual([0, Math.fround(1 / 255), Math.fround(128 / 255), 1]);
    expect(unit.range).toEqual([0, 1]);
  });

  it('keeps values and range when no range is given', () => {
    const floats = convertPicture(gray(new Uint8Array([3, 250])), { dtype: 'float32' });
    expect([...floats.data]).toEqual([3, 250]);
    expect(floats.range).toEqual([0, 255]);
    const wide = convertPicture(gray(new Uint8Array([3, 250])), { dtype: 'uint16' });
    expect([...wide.data]).toEqual([3, 250]);
    expect(wide.range).toEqual([0, 255]);
  });

  it('maps uint8 to uint16 by 257 and back', () => {
    const wide = convertPicture(gray(new Uint8Array([0, 1, 255])), { dtype: 'uint16', range: [0, 65535] });
    expect([...wide.data]).toEqual([0, 257, 65535]);
    expect([...convertPicture(wide, { dtype: 'uint8', range: [0, 255] }).data]).toEqual([0, 1, 255]);
  });

  it('rounds halves up and saturates where integers end', () => {
    const data = new Float32Array([-3, 0.5, 1.5, 2.49, 300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    const bytes = convertPicture(gray(data, [0, 255]), { dtype: 'uint8', range: [0, 255] });
    expect([...bytes.data]).toEqual([0, 1, 2, 2, 255, 255, 0]);
    const narrow = convertPicture(gray(new Uint16Array([300]), [0, 255]), { dtype: 'uint8' });
    expect([...narrow.data]).toEqual([255]);
  });

  it('keeps float values outside the range and every bit of those that need no rescaling', () => {
    const odd = new Float32Array([0.1, -7, Number.NaN]);
    expect([...convertPicture(gray(odd, [0.3, 0.9]), { layout: 'planar' }).data]).toEqual([...odd]);
    expect([...convertPicture(gray(new Float32Array([2]), [0, 1]), { range: [-1, 1] }).data]).toEqual([3]);
  });

  it('reorders channels', () => {
    const picture = createPicture({ data: new Uint8Array([1, 2, 3, 4, 5, 6]), width: 1, height: 2, channels: 3 });
    const planes = convertPicture(picture, { layout: 'planar' });
    expect([...planes.data]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(planes.layout).toBe('planar');
    expect([...convertPicture(planes, { layout: 'interleaved' }).data]).toEqual([...picture.data]);
  });

  it('returns its own data even when nothing changes, and leaves the input alone', () => {
    const picture = gray(new Uint8Array([1, 2]));
    const copy = convertPicture(picture, {});
    expect(copy).toEqual(picture);
    copy.data[0] = 9;
    expect([...picture.data]).toEqual([1, 2]);
  });

  it('keeps colour space and alpha', () => {
    const picture = createPicture({ dtype: 'uint8', width: 1, height: 1, channels: 4, colorSpace: 'hsv' });
    expect(convertPicture(picture, { dtype: 'float32', range: [0, 1] })).toMatchObject({
      colorSpace: 'hsv',
      hasAlpha: true,
    });
  });

  it('refuses what would lose the picture silently', () => {
    const floats = gray(new Float32Array([0.5]));
    expect(() => convertPicture(floats, { dtype: 'uint8' })).toThrow(/would lose fractions.*range: \[0, 255\]/);
    expect(() => convertPicture(gray(new Uint16Array([1])), { dtype: 'uint8' })).toThrow(/does not fit uint8/);
    const nan = gray(new Float32Array([0, Number.NaN]));
    expect(() => convertPicture(nan, { dtype: 'uint8', range: [0, 255] })).toThrow(/value 1 is not a number/);
    const lab = createPicture({ dtype: 'float32', width: 1, height: 1, channels: 3, colorSpace: 'lab' });
    expect(() => convertPicture(lab, { range: [0, 1] })).toThrow(/lab has its own units/);
  });
});
