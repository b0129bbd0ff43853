import { type ChannelCount, convertPicture, createPicture, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { readPicture } from './read-picture.ts';
import { toBlob } from './to-blob.ts';
import { toImageData } from './to-image-data.ts';
import { writePicture } from './write-picture.ts';

function noise(channels: ChannelCount): Picture<Uint8Array> {
  const data = Uint8Array.from({ length: 31 * 17 * channels }, (_, i) => (i * 31 + (i >> 3)) & 255);
  return createPicture({ width: 31, height: 17, channels, data });
}

/** Every colour at every opacity but 0, where it is lost. */
function faint(): Picture<Uint8Array> {
  const data = Uint8Array.from({ length: 255 * 16 * 4 }, (_, i) =>
    i % 4 === 3 ? 1 + ((i >> 2) % 255) : ((i >> 10) * 16 + (i % 4) * 5) & 255,
  );
  return createPicture({ width: 255, height: 16, channels: 4, data });
}

const rgbaOf = (picture: Picture): number[] => [...toImageData(picture).data];

describe('toImageData', () => {
  it('repeats gray and fills in opacity, of either layout', () => {
    const one = (channels: ChannelCount, ...data: number[]): Picture =>
      createPicture({ data: Uint8Array.from(data), width: 1, height: 1, channels });
    expect(rgbaOf(one(1, 7))).toEqual([7, 7, 7, 255]);
    expect(rgbaOf(one(2, 7, 9))).toEqual([7, 7, 7, 9]);
    expect(rgbaOf(one(3, 1, 2, 3))).toEqual([1, 2, 3, 255]);
    expect(rgbaOf(one(4, 1, 2, 3, 4))).toEqual([1, 2, 3, 4]);
    for (const channels of [1, 2, 3, 4] as const) {
      const planar = convertPicture(noise(channels), { layout: 'planar' });
      expect(rgbaOf(planar)).toEqual(rgbaOf(noise(channels)));
    }
  });
});

describe('toBlob', () => {
  it('gives PNG back bit for bit, half transparent pixels too', async () => {
    expect(await readPicture(await toBlob(noise(3)))).toMatchObject({ width: 31, height: 17 });
    for (const picture of [noise(3), noise(1), faint()]) {
      const back = await readPicture(await toBlob(picture));
      expect(rgbaOf(back)).toEqual(rgbaOf(picture));
    }
  });

  it.each(['image/jpeg', 'image/webp'] as const)('%s comes back nearly, and quality changes its size', async (type) => {
    const data = Uint8Array.from({ length: 31 * 17 * 3 }, (_, i) => 60 + Math.floor(i / 3 / 31) * 6);
    const smooth = createPicture({ width: 31, height: 17, channels: 3, data });
    const back = await readPicture(await toBlob(smooth, { type }));
    const worst = data.reduce((most, value, i) => Math.max(most, Math.abs(value - back.data[i]!)), 0);
    expect(worst).toBeLessThanOrEqual(4);
    const [small, large] = await Promise.all([toBlob(noise(3), { type, quality: 20 }), toBlob(noise(3), { type })]);
    expect(small!.type).toBe(type);
    expect(small!.size).toBeLessThan(large!.size * 0.7);
  });

  it.each([0, 101, 1.5, Number.NaN])('refuses quality %s', async (quality) => {
    await expect(toBlob(noise(3), { quality })).rejects.toThrow(/quality expects a whole number from 1 to 100/);
  });

  it('refuses what the format cannot hold', async () => {
    await expect(toBlob(noise(4), { type: 'image/jpeg' })).rejects.toThrow(/cannot hold alpha; use dropAlpha/);
    await expect(toBlob(noise(4), { type: 'image/tiff' as 'image/png' })).rejects.toThrow(/type must be one of/);
  });

  it('says that a picture is too wide for the format', async () => {
    const wide = createPicture({ dtype: 'uint8', width: 70_000, height: 1, channels: 1 });
    await expect(toBlob(wide, { type: 'image/jpeg' })).rejects.toThrow(
      /70000 x 1 does not fit the format, whose sides end at 65535; write image\/png/,
    );
  });
});

describe('writePicture', () => {
  it.each(['page', 'worker'])('fills a canvas of a %s', async (place) => {
    const canvas = place === 'page' ? document.createElement('canvas') : new OffscreenCanvas(1, 1);
    writePicture(canvas, noise(3));
    expect([canvas.width, canvas.height]).toEqual([31, 17]);
    expect(rgbaOf(await readPicture(canvas))).toEqual(rgbaOf(noise(3)));
  });

  it('refuses a canvas of WebGL', () => {
    const canvas = new OffscreenCanvas(1, 1);
    canvas.getContext('webgl');
    expect(() => writePicture(canvas, noise(3))).toThrow(/received one with another context/);
  });
});

describe('pictures for canvases', () => {
  it.each([
    [
      '16 bits',
      createPicture({ dtype: 'uint16', width: 1, height: 1, channels: 1 }),
      /cannot hold uint16; use convert/,
    ],
    ['floats', createPicture({ dtype: 'float32', width: 1, height: 1, channels: 1 }), /cannot hold float32/],
    ['another range', createPicture({ ...noise(1), range: [0, 1] }), /the range \[0, 255\], received \[0, 1\]/],
    ['another colour space', createPicture({ ...noise(3), colorSpace: 'hsv' }), /gray or srgb, received hsv/],
  ])('are refused: %s', async (_, picture, message) => {
    expect(() => toImageData(picture)).toThrow(OptionError);
    expect(() => toImageData(picture)).toThrow(message);
    expect(() => writePicture(new OffscreenCanvas(1, 1), picture)).toThrow(message);
    await expect(toBlob(picture)).rejects.toThrow(message);
  });
});
