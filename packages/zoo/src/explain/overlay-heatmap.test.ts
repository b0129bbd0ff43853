import { createPicture, type Picture } from '@cv/image';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { type Colormap, colorTable } from './colormap.ts';
import { overlayHeatmap } from './overlay-heatmap.ts';

const gray = (width: number, height: number, value = 100): Picture =>
  createPicture({ data: new Uint8Array(width * height).fill(value), width, height, channels: 1 });
const pixel = ({ data, width }: Picture, column: number, row: number) =>
  Array.from(data.slice((row * width + column) * 3, (row * width + column) * 3 + 3));
const constant = (value: number) => ({ map: Float32Array.of(value), height: 1, width: 1 });

describe('overlayHeatmap', () => {
  test('mixes picture and colour by alpha', () => {
    const heat = constant(1);
    const options = { colormap: 'gray' } as const;
    expect(pixel(overlayHeatmap(gray(2, 2), heat, { ...options, alpha: 0 }), 0, 0)).toEqual([100, 100, 100]);
    expect(pixel(overlayHeatmap(gray(2, 2), heat, { ...options, alpha: 0.4 }), 1, 1)).toEqual([162, 162, 162]);
    expect(pixel(overlayHeatmap(gray(2, 2), heat, { ...options, alpha: 1 }), 0, 1)).toEqual([255, 255, 255]);
    const { data } = gray(2, 2);
    expect(data).toEqual(new Uint8Array(4).fill(100)); // untouched
  });

  test('enlarges bilinearly with half-pixel centres', () => {
    const heat = { map: Float32Array.of(0, 1), height: 1, width: 2 };
    const result = overlayHeatmap(gray(4, 1, 0), heat, { colormap: 'gray', alpha: 1 });
    expect([0, 1, 2, 3].map((column) => pixel(result, column, 0)[0])).toEqual([0, 64, 191, 255]);
  });

  test('leaves alone what the model did not see, also where the region reaches over the border', () => {
    const heat = constant(1);
    const options = { colormap: 'gray', alpha: 1 } as const;
    const inner = overlayHeatmap(gray(4, 4), heat, { ...options, region: { x: 1, y: 2, width: 2, height: 1 } });
    const changed = (result: Picture) =>
      Array.from({ length: 16 }, (_, i) => i).filter((i) => pixel(result, i % 4, Math.floor(i / 4))[0] !== 100);
    expect(changed(inner)).toEqual([9, 10]);
    const over = overlayHeatmap(gray(4, 4), heat, { ...options, region: { x: -3, y: -1, width: 4, height: 9 } });
    expect(changed(over)).toEqual([0, 4, 8, 12]);
    const outside = overlayHeatmap(gray(4, 4), heat, { ...options, region: { x: 9, y: 9, width: 4, height: 4 } });
    expect(changed(outside)).toEqual([]);
  });

  test('takes pictures of any kind: 16 bits, alpha on white, floats, planar', () => {
    const none = { alpha: 0 };
    const wide = createPicture({ data: Uint16Array.of(65535, 0, 0), width: 1, height: 1, channels: 3 });
    expect(pixel(overlayHeatmap(wide, constant(1), none), 0, 0)).toEqual([255, 0, 0]);
    const clear = createPicture({ data: Uint8Array.of(10, 20, 30, 0), width: 1, height: 1, channels: 4 });
    expect(pixel(overlayHeatmap(clear, constant(1), none), 0, 0)).toEqual([255, 255, 255]);
    const planar = createPicture({
      data: Float32Array.of(1, 0, 0.2, 0.4, 0, 1),
      width: 2,
      height: 1,
      channels: 3,
      layout: 'planar',
    });
    const result = overlayHeatmap(planar, constant(1), none);
    expect([pixel(result, 0, 0), pixel(result, 1, 0)]).toEqual([
      [255, 51, 0],
      [0, 102, 255],
    ]);
    expect([result.layout, result.channels, result.data.constructor]).toEqual(['interleaved', 3, Uint8Array]);
  });

  test('gives outliers one colour, so that the rest is seen', () => {
    const heat = { map: Float32Array.of(0.05, 0.1, 0.1, 1), height: 1, width: 4 };
    const levels = (outlierPercentile: number) => {
      const result = overlayHeatmap(gray(4, 1, 0), heat, { colormap: 'gray', alpha: 1, outlierPercentile });
      return [0, 1, 2, 3].map((column) => pixel(result, column, 0)[0]);
    };
    expect(levels(0)).toEqual([13, 26, 26, 255]);
    expect(levels(25)).toEqual([128, 255, 255, 255]);
    expect(overlayHeatmap(gray(1, 1), constant(0), { outlierPercentile: 1 })).toEqual(
      overlayHeatmap(gray(1, 1), constant(0)),
    );
  });

  test('every colormap has colours of its own; the maps that rise in lightness do', () => {
    const names: readonly Colormap[] = ['turbo', 'viridis', 'inferno', 'magma', 'plasma', 'gray'];
    expect(new Set(names.map((name) => colorTable(name).join())).size).toBe(names.length);
    // The ends that matplotlib gives.
    expect(colorTable('viridis').slice(0, 3)).toEqual(Uint8Array.of(68, 1, 84));
    expect(colorTable('viridis').slice(-3)).toEqual(Uint8Array.of(253, 231, 37));
    expect(colorTable('gray').slice(3 * 128, 3 * 129)).toEqual(Uint8Array.of(128, 128, 128));
  });

  test('refuses what it cannot draw', () => {
    const attempt = (options: object, heat = constant(1)) => overlayHeatmap(gray(2, 2), heat, options);
    expect(() => attempt({ colormap: 'jet' })).toThrow(OptionError);
    for (const alpha of [-0.1, 1.1, NaN]) expect(() => attempt({ alpha })).toThrow(OptionError);
    for (const outlierPercentile of [-1, 100, NaN]) expect(() => attempt({ outlierPercentile })).toThrow(OptionError);
    expect(() => attempt({ region: { x: 0, y: 0, width: 0, height: 2 } })).toThrow('has no area');
    expect(() => attempt({ region: { x: NaN, y: 0, width: 1, height: 2 } })).toThrow(OptionError);
    expect(() => attempt({}, { map: new Float32Array(3), height: 2, width: 2 })).toThrow(ShapeError);
  });
});
