import { describe, expect, it } from 'vitest';
import { createPicture } from './create-picture.ts';
import { toRgb } from './to-rgb.ts';

describe('toRgb', () => {
  it('repeats gray and keeps alpha in both layouts', () => {
    const interleaved = createPicture({ data: new Uint8Array([1, 10, 2, 20]), width: 2, height: 1, channels: 2 });
    expect([...toRgb(interleaved).data]).toEqual([1, 1, 1, 10, 2, 2, 2, 20]);
    const planar = createPicture({
      data: new Uint16Array([1, 2, 10, 20]),
      width: 2,
      height: 1,
      channels: 2,
      layout: 'planar',
      range: [0, 1000],
    });
    const rgb = toRgb(planar);
    expect([...rgb.data]).toEqual([1, 2, 1, 2, 1, 2, 10, 20]);
    expect(rgb).toMatchObject({ channels: 4, hasAlpha: true, colorSpace: 'srgb', range: [0, 1000], layout: 'planar' });
  });

  it('copies an srgb picture and refuses other colour spaces', () => {
    const srgb = createPicture({ data: new Uint8Array([1, 2, 3]), width: 1, height: 1, channels: 3 });
    expect(toRgb(srgb)).toEqual(srgb);
    expect(toRgb(srgb).data).not.toBe(srgb.data);
    const hsv = createPicture({ dtype: 'uint8', width: 1, height: 1, channels: 3, colorSpace: 'hsv' });
    expect(() => toRgb(hsv)).toThrow(/expects a gray picture, not hsv/);
  });
});
