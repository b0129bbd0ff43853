import { readFileSync } from 'node:fs';
import {
  type ChannelCount,
  convertPicture,
  createPicture,
  type Picture,
  PictureError,
  type PixelDType,
  toGray,
} from '@cv/image';
import { describe, expect, it } from 'vitest';
import { resize } from './resize.ts';
import type { ResizeFilter } from './resize-filter.ts';

interface ResizeCase {
  readonly dtype: PixelDType;
  readonly channels: ChannelCount;
  readonly filter: ResizeFilter;
  readonly antialias: boolean;
  readonly size: readonly [height: number, width: number];
  readonly target: readonly [height: number, width: number];
  readonly input: readonly number[];
  readonly output: readonly number[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/resize.json', import.meta.url), 'utf8'),
) as readonly ResizeCase[];

const arrays = { uint8: Uint8Array, uint16: Uint16Array, float32: Float32Array } as const;

function pictureOf({ dtype, channels, size: [height, width], input }: ResizeCase): Picture {
  return createPicture({ data: arrays[dtype].from(input), width, height, channels });
}

const filters: readonly ResizeFilter[] = ['nearest', 'box', 'bilinear', 'hamming', 'bicubic', 'lanczos'];
const gray = (width: number, ...values: number[]): Picture<Uint8Array> =>
  createPicture({ data: Uint8Array.from(values), width, height: values.length / width, channels: 1 });

describe('resize equals Pillow', () => {
  it.each(golden.filter(({ dtype }) => dtype !== 'float32'))(
    '$filter of $dtype, $channels channels, $size to $target, bit for bit',
    (one) => {
      const { filter, target } = one;
      for (const layout of ['interleaved', 'planar'] as const) {
        const picture = convertPicture(pictureOf(one), { layout });
        const resized = resize(picture, { height: target[0], width: target[1], filter });
        expect(resized).toMatchObject({ height: target[0], width: target[1], channels: one.channels, layout });
        expect([...convertPicture(resized, { layout: 'interleaved' }).data]).toEqual(one.output);
      }
    },
  );

  it.each(golden.filter(({ dtype }) => dtype === 'float32'))(
    '$filter of float32, $size to $target, antialias $antialias, to the last rounding',
    (one) => {
      const { filter, target, antialias } = one;
      const { data } = resize(pictureOf(one), { height: target[0], width: target[1], filter, antialias });
      const worst = one.output.reduce((most, value, i) => Math.max(most, Math.abs(value - data[i]!)), 0);
      expect(data).toHaveLength(one.output.length);
      expect(worst).toBeLessThan(5e-7);
    },
  );
});

describe('resize', () => {
  it('averages what shrinks, and only samples it without antialias', () => {
    const stripes = gray(8, 0, 255, 0, 255, 0, 255, 0, 255);
    expect([...resize(stripes, { width: 2, height: 1, filter: 'box' }).data]).toEqual([128, 128]);
    expect([...resize(stripes, { width: 2, height: 1, filter: 'box', antialias: false }).data]).toEqual([0, 0]);
  });

  it('is bicubic unless told otherwise, and every filter differs from the others', () => {
    const picture = gray(7, 0, 255, 9, 200, 255, 31, 77);
    const results = filters.map((filter) => resize(picture, { width: 4, height: 1, filter }).data.join());
    expect(new Set(results).size).toBe(filters.length);
    expect(resize(picture, { width: 4, height: 1 }).data.join()).toBe(results[4]);
  });

  it('does not let invisible colours show, in any number format, layout and range', () => {
    const data = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 0); // opaque red, invisible green
    const picture = createPicture({ data, width: 2, height: 1, channels: 4 });
    const one = { width: 1, height: 1, filter: 'box' } as const;
    expect([...resize(picture, one).data]).toEqual([255, 0, 0, 128]);
    expect([...resize(convertPicture(picture, { layout: 'planar' }), one).data]).toEqual([255, 0, 0, 128]);
    const words = convertPicture(picture, { dtype: 'uint16', range: [0, 65535] });
    expect([...resize(words, one).data]).toEqual([65535, 0, 0, 32768]);
    const floats = convertPicture(picture, { dtype: 'float32', range: [-1, 1] });
    expect([...resize(floats, one).data]).toEqual([1, -1, -1, 0]);
    const studio = convertPicture(picture, { range: [16, 235] });
    expect([...resize(studio, one).data]).toEqual([235, 16, 16, 126]);
    const clear = createPicture({ data: new Float32Array(8), width: 2, height: 1, channels: 4 });
    expect([...resize(clear, one).data]).toEqual([0, 0, 0, 0]);
  });

  it('saturates integers and lets float32 overshoot', () => {
    const edge = [0, 0, 0, 255, 255, 255];
    const up = { width: 24, height: 1, filter: 'lanczos' } as const;
    expect(Math.max(...resize(gray(6, ...edge), up).data)).toBe(255);
    const words = resize(
      createPicture({ data: Uint16Array.from(edge, (v) => v * 257), width: 6, height: 1, channels: 1 }),
      up,
    );
    expect([Math.min(...words.data), Math.max(...words.data)]).toEqual([0, 65535]);
    const floats = resize(
      createPicture({ data: Float32Array.from(edge, (v) => v / 255), width: 6, height: 1, channels: 1 }),
      up,
    );
    expect(Math.max(...floats.data)).toBeGreaterThan(1.05);
  });

  it('keeps range and colour space, and gives data of its own even for the same size', () => {
    const picture = createPicture({ dtype: 'float32', width: 3, height: 2, channels: 3, colorSpace: 'lab' });
    expect(resize(picture, { width: 2, height: 2 })).toMatchObject({ colorSpace: 'lab', range: [0, 100] });
    const copy = resize(picture, { width: 3, height: 2 });
    expect(copy).toEqual(picture);
    expect(copy.data).not.toBe(picture.data);
    const alpha = createPicture({ dtype: 'float32', width: 3, height: 2, channels: 4, colorSpace: 'lab' });
    expect(resize(alpha, { width: 2, height: 2 })).toMatchObject({ colorSpace: 'lab', channels: 4 });
  });

  it('takes single pixels, lines, and factors of a thousand', () => {
    for (const filter of filters) {
      expect(resize(gray(1, 7), { width: 5, height: 3, filter }).data).toEqual(new Uint8Array(15).fill(7));
      const flat = createPicture({ data: new Uint8Array(3000).fill(200), width: 3000, height: 1, channels: 1 });
      expect(resize(flat, { width: 3, height: 2, filter }).data).toEqual(new Uint8Array(6).fill(200));
    }
  });

  it('does not change the picture', () => {
    const picture = createPicture({
      data: Uint8Array.from({ length: 64 }, (_, i) => i * 4),
      width: 4,
      height: 4,
      channels: 4,
    });
    const before = picture.data.slice();
    for (const filter of filters) resize(picture, { width: 2, height: 3, filter });
    expect(picture.data).toEqual(before);
    expect(toGray(picture).width).toBe(4);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a size of %s', (width) => {
    expect(() => resize(gray(1, 1), { width, height: 1 })).toThrow(PictureError);
    expect(() => resize(gray(1, 1), { width: 1, height: width })).toThrow(/resize: height must be a whole number/);
  });

  it('refuses an unknown filter, and names those there are', () => {
    const filter = 'cubic' as ResizeFilter;
    expect(() => resize(gray(1, 1), { width: 2, height: 2, filter })).toThrow(
      /filter must be one of nearest, box, bilinear, hamming, bicubic, lanczos, nearest-exact, area, not cubic/,
    );
  });

  it('refuses a size that does not fit into memory', () => {
    expect(() => resize(gray(1, 1), { width: 2 ** 40, height: 1, filter: 'nearest' })).toThrow(PictureError);
  });
});
