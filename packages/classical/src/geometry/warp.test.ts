import { convertPicture, createPicture, type Picture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { flip } from './flip.ts';
import { rotate } from './rotate.ts';
import { rotate90 } from './rotate90.ts';
import { composeTransforms, invertTransform, type Transform } from './transform.ts';
import { transformFromPoints } from './transform-from-points.ts';
import { warp } from './warp.ts';

const same: Transform = [1, 0, 0, 0, 1, 0, 0, 0, 1];
const right = (by: number): Transform => [1, 0, by, 0, 1, 0, 0, 0, 1];
const line = (...values: number[]): Picture =>
  createPicture({ data: Uint8Array.from(values), width: values.length, height: 1, channels: 1 });
const color = createPicture({
  data: Uint16Array.from({ length: 5 * 4 * 3 }, (_, i) => (i * 7919) % 65536),
  width: 5,
  height: 4,
  channels: 3,
});

describe('warp', () => {
  it.each(['nearest', 'bilinear', 'bicubic'] as const)('%s leaves whole positions as they are', (interpolation) => {
    expect(warp(color, same, { interpolation })).toEqual(color);
    expect(warp(color, same, { interpolation }).data).not.toBe(color.data);
    expect(warp(color, [-1, 0, 4, 0, 1, 0, 0, 0, 1], { interpolation })).toEqual(flip(color));
    const planar = convertPicture(color, { layout: 'planar' });
    const moved = warp(planar, right(0.5), { interpolation });
    expect(convertPicture(moved, { layout: 'interleaved' })).toEqual(warp(color, right(0.5), { interpolation }));
  });

  it('moves to the right, rounds and saturates', () => {
    expect([...warp(line(10, 20, 31, 40), right(1), { fill: 7 }).data]).toEqual([7, 10, 20, 31]);
    expect([...warp(line(10, 20, 31, 40), right(0.5), { border: 'nearest' }).data]).toEqual([10, 15, 26, 36]);
    const overshoot = warp(line(0, 0, 255, 255, 0, 0), right(0.5), { interpolation: 'bicubic', border: 'nearest' });
    expect([...overshoot.data]).toEqual([0, 0, 128, 255, 128, 0]);
  });

  it('fills with one value what comes from infinity or from far outside', () => {
    const horizon: Transform = [1, 0, 0, 0, 1, 0, 0.5, 0, 1];
    const { data } = warp(line(10, 20, 30, 40), horizon, { width: 6, fill: 9 });
    expect([...data]).toEqual([10, 30, 9, 9, 9, 9]);
    expect([...warp(line(1, 2, 3), right(1e12), { border: 'nearest' }).data]).toEqual([1, 1, 1]);
  });

  it('does not let what is invisible bleed in, nor NaN beside a whole position', () => {
    const data = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 0);
    const clear = createPicture({ data, width: 2, height: 1, channels: 4 });
    const half = warp(clear, right(0.5), { border: 'nearest' });
    expect([...half.data.subarray(4)]).toEqual([255, 0, 0, 128]);
    const holes = createPicture({ data: Float32Array.of(1, Number.NaN, 3), width: 3, height: 1, channels: 1 });
    expect([...warp(holes, same).data]).toEqual([1, Number.NaN, 3]);
  });

  it('takes one pixel, and refuses what it cannot do', () => {
    expect([...warp(line(5), right(3), { border: 'mirror', width: 2, height: 2 }).data]).toEqual([5, 5, 5, 5]);
    expect(() => warp(line(5), [1, 2, 0, 2, 4, 0, 0, 0, 1])).toThrow(/has no way back/);
    expect(() => warp(line(5), [1, 0, Number.NaN, 0, 1, 0, 0, 0, 1])).toThrow(/nine finite numbers/);
    expect(() => warp(line(5), [1, 0] as unknown as Transform)).toThrow(PictureError);
    expect(() => warp(line(5), same, { width: 0 })).toThrow(/width must be a whole number/);
    expect(() => warp(line(5), same, { width: 1e8, height: 1e8 })).toThrow(/do not fit into memory/);
    expect(() => warp(line(5), same, { interpolation: 'lanczos' as 'nearest' })).toThrow(/nearest, bilinear, bicubic/);
    expect(() => warp(line(5), same, { border: 'torn' as 'wrap' })).toThrow(PictureError);
  });
});

describe('rotate', () => {
  it('by quarters is rotate90', () => {
    for (const quarters of [-1, 1, 2, 3]) {
      const turned = rotate(color, 90 * quarters, { resize: true, interpolation: 'nearest', border: 'nearest' });
      expect(turned).toEqual(rotate90(color, quarters));
    }
  });

  it('keeps its centre, and its size unless told', () => {
    const turned = rotate(color, 33, { center: [1, 2], interpolation: 'nearest' });
    const at = (2 * 5 + 1) * 3;
    expect(turned.data.slice(at, at + 3)).toEqual(color.data.slice(at, at + 3));
    expect([turned.width, turned.height]).toEqual([5, 4]);
    const whole = rotate(color, 45, { resize: true });
    expect([whole.width, whole.height]).toEqual([6, 6]);
    expect(() => rotate(color, Number.NaN)).toThrow(/finite numbers, received NaN/);
  });
});

describe('transforms', () => {
  const corners = [
    [0, 0],
    [10, 1],
    [11, 8],
    [-1, 9],
  ] as const;
  const tilt = transformFromPoints(corners, [corners[1], corners[2], corners[3], corners[0]]);

  it('undo each other, and follow in order', () => {
    const none = composeTransforms(tilt, invertTransform(tilt));
    none.forEach((value, i) => {
      expect(value / none[8]).toBeCloseTo(same[i]!, 10);
    });
    const double: Transform = [2, 0, 0, 0, 2, 0, 0, 0, 1];
    expect(composeTransforms(right(3), double)).toEqual([2, 0, 6, 0, 2, 0, 0, 0, 1]);
    expect(composeTransforms(double, right(3), right(1))).toEqual([2, 0, 4, 0, 2, 0, 0, 0, 1]);
  });

  it('refuse points on a line, and other counts', () => {
    const onLine = [
      [0, 0],
      [1, 1],
      [2, 2],
    ] as const;
    expect(() => transformFromPoints(onLine, corners.slice(0, 3))).toThrow(/lie on a line/);
    expect(() => transformFromPoints(corners, corners.slice(0, 3))).toThrow(/three or four points/);
    expect(() => transformFromPoints([], [])).toThrow(PictureError);
  });
});
