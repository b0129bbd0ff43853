import { createPicture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { colorBins } from './color-bins.ts';
import { pixelFeatures } from './pixel-features.ts';

const rgba = createPicture({ data: Uint8Array.of(1, 2, 3, 0, 4, 5, 6, 255), width: 2, height: 1, channels: 4 });
const planar = createPicture({
  data: Uint8Array.of(1, 4, 2, 5, 3, 6),
  width: 2,
  height: 1,
  channels: 3,
  layout: 'planar',
});

describe('pixelFeatures', () => {
  it('are the colours, whatever the layout, and share a plain picture', () => {
    expect([...pixelFeatures(rgba).values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...pixelFeatures(planar).values]).toEqual([1, 2, 3, 4, 5, 6]);
    const gray = createPicture({ data: Uint8Array.of(1, 2), width: 1, height: 2, channels: 1 });
    expect(pixelFeatures(gray)).toEqual({ values: gray.data, dimensions: 1 });
    expect(pixelFeatures(gray).values).toBe(gray.data);
    expect(pixelFeatures(gray, { colorSpace: 'lab' }).dimensions).toBe(3);
  });

  it('have place and texture when asked for', () => {
    const data = Uint8Array.of(0, 0, 0, 0, 0, 255, 0, 255, 0);
    const picture = createPicture({ data, width: 3, height: 3, channels: 1 });
    const placed = pixelFeatures(picture, { positionWeight: 2 });
    expect(placed.dimensions).toBe(3);
    expect(placed.values.slice(15, 18)).toEqual(Float32Array.of(255, 4, 2));
    const deviation = pixelFeatures(picture, { textureWeight: 1, textureWindowPx: 3 });
    expect(deviation.dimensions).toBe(2);
    const all = [
      deviation,
      pixelFeatures(picture, { textureWeight: 2, textureWindowPx: 3 }),
      pixelFeatures(picture, { textureWeight: 1, textureWindowPx: 1 }),
      pixelFeatures(picture, { textureWeight: 1, textureWindowPx: 3, texture: 'steepness' }),
    ];
    expect(new Set(all.map(({ values }) => values.join())).size).toBe(4);
    const mean = 510 / 9; // of the window around the middle
    expect(deviation.values[9]).toBeCloseTo(Math.sqrt((2 * 255 * 255) / 9 - mean * mean), 4);
  });

  it('refuse what they cannot use', () => {
    for (const options of [
      { positionWeight: -1 },
      { textureWeight: Number.NaN },
      { textureWeight: 1, textureWindowPx: 4 },
      { textureWeight: 1, texture: 'wool' as 'deviation' },
      { colorSpace: 'xyz' as 'lab' },
    ]) {
      expect(() => pixelFeatures(planar, options), JSON.stringify(options)).toThrow(PictureError);
    }
  });
});

describe('colorBins', () => {
  it('counts colours and takes their means', () => {
    const data = Uint8Array.of(0, 2, 200, 255, 1, 100);
    const { points, bins } = colorBins(createPicture({ data, width: 3, height: 2, channels: 1 }), { levels: 4 });
    expect([...bins]).toEqual([0, 0, 1, 1, 0, 2]);
    expect(points).toEqual({
      values: Float64Array.of(1, 227.5, 100),
      dimensions: 1,
      weights: Float64Array.of(3, 2, 1),
    });
  });

  it('keeps every value apart with as many levels, in any range', () => {
    const bytes = createPicture({
      data: Uint8Array.from({ length: 256 }, (_, i) => i),
      width: 256,
      height: 1,
      channels: 1,
    });
    expect(colorBins(bytes, { levels: 256 }).points.values).toHaveLength(256);
    const floats = createPicture({ data: Float32Array.of(-5, 0, 0.49, 0.51, 1, 9), width: 6, height: 1, channels: 1 });
    expect([...colorBins(floats, { levels: 2 }).bins]).toEqual([0, 0, 0, 1, 1, 1]);
    expect([...colorBins(rgba).bins]).toEqual([0, 0]);
    expect([...colorBins(planar, { levels: 256 }).bins]).toEqual([0, 1]);
  });
});
