import { describe, expect, it } from 'vitest';
import { createPicture } from './create-picture.ts';
import { dropAlpha } from './drop-alpha.ts';

const half = createPicture({ data: new Uint8Array([100, 0, 200, 128]), width: 1, height: 1, channels: 4 });

describe('dropAlpha', () => {
  it('keeps the colours as they are without a background', () => {
    const result = dropAlpha(half);
    expect(result).toMatchObject({ channels: 3, hasAlpha: false, colorSpace: 'srgb' });
    expect([...result.data]).toEqual([100, 0, 200]);
  });

  it('lays the picture on a background', () => {
    expect([...dropAlpha(half, { background: 255 }).data]).toEqual([177, 127, 227]);
    expect([...dropAlpha(half, { background: [0, 255, 0] }).data]).toEqual([50, 127, 100]);
  });

  it('works on planes, floats and their range, and clamps opacity', () => {
    const data = new Float32Array([0, 1, 0.25, 7]); // gray 0 and 1; opacity 25 % and more than opaque
    const gray = createPicture({ data, width: 2, height: 1, channels: 2, layout: 'planar' });
    expect([...dropAlpha(gray, { background: 1 }).data]).toEqual([0.75, 1]);
    const shifted = createPicture({ data: new Float32Array([1, 0]), width: 1, height: 1, channels: 2, range: [-1, 1] });
    expect([...dropAlpha(shifted, { background: -1 }).data]).toEqual([0]);
  });

  it('copies a picture that has no alpha', () => {
    const opaque = createPicture({ data: new Uint8Array([1, 2, 3]), width: 1, height: 1, channels: 3 });
    expect(dropAlpha(opaque, { background: 0 })).toEqual(opaque);
    expect(dropAlpha(opaque).data).not.toBe(opaque.data);
  });

  it('refuses a background that is no colour of the picture', () => {
    expect(() => dropAlpha(half, { background: [1, 2] })).toThrow(/background needs 3 values, not 2/);
    expect(() => dropAlpha(half, { background: 256 })).toThrow(/outside the range \[0, 255\]/);
    expect(() => dropAlpha(half, { background: Number.NaN })).toThrow(/outside the range/);
  });
});
