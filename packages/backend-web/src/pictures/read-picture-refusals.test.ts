import { createPicture } from '@cv/image';
import { DataError, OptionError } from '@cv/tensor/errors';
import { describe, expect, it, vi } from 'vitest';
import { type FixturePicture, fixtureUrl } from '../testing/fixture-pictures.ts';
import type { PictureHeader } from './headers/picture-header.ts';
import { readHeader } from './headers/read-header.ts';
import { type ReadPictureOptions, readPicture } from './read-picture.ts';
import { toBlob } from './to-blob.ts';

const fixtures = (await (await fetch(fixtureUrl('pictures.json'))).json()) as readonly FixturePicture[];
const load = async (file: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(fixtureUrl(`pictures/${file}`))).arrayBuffer());

async function errorOf(bytes: Uint8Array | Blob, options: ReadPictureOptions = {}): Promise<DataError> {
  const error = await readPicture(bytes, options).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const signature = bytesOf('\x89PNG\r\n\x1a\n');

/** A PNG file as far as its header. */
function pngStart(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set(signature);
  bytes.set(bytesOf('\0\0\0\rIHDR'), 8);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes[24] = 8;
  bytes[25] = 2;
  return bytes;
}

/** A bitmap of 3 x 2 pixels in colour, rows of 12 bytes from the bottom. */
function bmp(): Uint8Array {
  const bytes = new Uint8Array(54 + 24);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('BM'));
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, 3, true);
  view.setInt32(22, 2, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  bytes.set([10, 20, 30], 54 + 12); // blue, green, red of the pixel at the top left
  return bytes;
}

describe('readPicture refuses', () => {
  it.each([
    ['an empty file', new Uint8Array(0), /empty\.png: it is empty/],
    [
      'text',
      bytesOf('not an image, but a longer text of words'),
      /this is not an image, or damaged beyond recognition/,
    ],
    ['a single byte', bytesOf('\x89'), /this is not an image/],
    ['only a signature', signature, /the file is damaged \(it ends within its header\); fetch it again/],
    ['a drawing', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), /svg, not a pixel format/],
    ['TIFF', bytesOf('II*\0\x08\0\0\0'), /it is TIFF, which browsers do not read; convert it to PNG or JPEG/],
    ['HEIC', bytesOf('\0\0\0\x18ftypheic\0\0\0\0'), /it is HEIC, which browsers do not read/],
    ['no pixels', pngStart(0, 5), /it has no pixels \(0 x 5\)/],
  ])('%s', async (name, bytes, message) => {
    const file = new File([bytes as Uint8Array<ArrayBuffer>], name === 'an empty file' ? 'empty.png' : `${name}.png`);
    const error = await errorOf(file);
    expect(error.message).toMatch(message);
    expect(error.fields.path).toBe(file.name);
    expect((await errorOf(bytes)).fields.path).toBe(`${bytes.length} bytes in memory`);
  });

  it.each(fixtures)('$file cut off anywhere', async ({ file }) => {
    const whole = await load(file);
    for (const part of [0.02, 0.3, 0.6, 0.9, 0.99]) {
      const error = await errorOf(whole.subarray(0, Math.floor(whole.length * part)));
      expect(error.message).toMatch(/damaged|not an image/);
    }
  });

  it('a PNG file with flipped bytes', async () => {
    const damaged = await load('rgb.png');
    damaged[Math.floor(damaged.length * 0.6)]! ^= 0x5a;
    expect((await errorOf(damaged)).message).toMatch(
      /damaged \(the checksum of a part is wrong, at byte \d+\); fetch it again/,
    );
  });

  it('or survives every flipped byte of a file', async () => {
    for (const file of ['opaque.gif', 'gray.jpg', 'lossy.webp', 'gray.png', 'exif-8.webp']) {
      const whole = await load(file);
      for (let i = 0; i < whole.length; i += i < 100 ? 1 : 13) {
        const damaged = whole.slice();
        damaged[i]! ^= 0xff;
        const result = await readPicture(damaged, { maxPixels: 1e6 }).catch((e: unknown) => e);
        if (result instanceof Error) expect(result).toBeInstanceOf(DataError);
      }
    }
  });

  it('a pixel bomb, before it is decoded', async () => {
    const decoding = vi.spyOn(globalThis, 'createImageBitmap');
    const error = await errorOf(pngStart(60_000, 60_000));
    expect(error.message).toContain(
      '60000 x 60000 = 3600000000 pixels are more than maxPixels 100000000; raise maxPixels',
    );
    expect(error.fields).toMatchObject({ width: 60_000, height: 60_000 });
    expect(decoding).not.toHaveBeenCalled();
    decoding.mockRestore();
  });

  it.each(fixtures)('$file of more pixels than maxPixels, before it is decoded', async ({ file, width, height }) => {
    const decoding = vi.spyOn(globalThis, 'createImageBitmap');
    const error = await errorOf(await load(file), { maxPixels: width * height - 1 });
    expect(error.message).toMatch(/= 432 pixels are more than maxPixels 431; raise maxPixels if you trust the file/);
    expect(decoding).not.toHaveBeenCalled();
    decoding.mockRestore();
    expect((await readPicture(await load(file), { maxPixels: width * height })).width).toBe(width);
  });

  it('40 megapixels only where maxPixels is lowered, as Node does', async () => {
    const size = { width: 7304, height: 5478 };
    const photo = createPicture({ dtype: 'uint8', ...size, channels: 1 });
    photo.data.fill(200);
    const file = await toBlob(photo, { type: 'image/jpeg' });
    expect((await errorOf(file, { maxPixels: 2e7 })).message).toMatch(/7304 x 5478 = 40011312 pixels are more than/);
    const picture = await readPicture(file);
    expect(picture).toMatchObject(size);
    expect([picture.data[0], picture.data.at(-1)]).toEqual([200, 200]);
  });

  it.each([0, -1, 1.5, Number.NaN, '9'])('maxPixels %s', async (maxPixels) => {
    await expect(readPicture(new Uint8Array(1), { maxPixels: maxPixels as number })).rejects.toThrow(OptionError);
  });

  it('to go on when the signal is aborted', async () => {
    const aborted = { name: 'AbortError', code: 'aborted', message: expect.stringMatching(/aborted by its signal/) };
    const signal = AbortSignal.abort('enough');
    await expect(readPicture(await load('rgb.png'), { signal })).rejects.toMatchObject({ ...aborted, cause: 'enough' });
    const stop = new AbortController();
    const reading = readPicture(fixtureUrl('pictures/rgb.png'), { signal: stop.signal });
    stop.abort();
    await expect(reading).rejects.toMatchObject(aborted);
  });
});

describe('readPicture forgives', () => {
  it('bytes behind the end, as cameras write them', async () => {
    for (const file of ['rgb.png', '444.jpg', 'opaque.gif', 'lossy.webp']) {
      const whole = await load(file);
      const longer = new Uint8Array(whole.length + 50);
      longer.set(whole);
      expect((await readPicture(longer)).data).toEqual((await readPicture(whole)).data);
    }
  });
});

describe('readPicture reads Windows bitmaps', () => {
  it('from the bottom or the top, and refuses missing rows', async () => {
    const picture = await readPicture(bmp());
    expect(picture).toMatchObject({ width: 3, height: 2, channels: 3 });
    expect([...picture.data.subarray(0, 3)]).toEqual([30, 20, 10]);
    const upsideDown = bmp();
    new DataView(upsideDown.buffer).setInt32(22, -2, true);
    expect([...(await readPicture(upsideDown)).data.subarray(9, 12)]).toEqual([30, 20, 10]);
    expect((await errorOf(bmp().subarray(0, 70))).message).toMatch(/it ends too early/);
  });
});

describe('readHeader', () => {
  it('knows the formats and their sizes', async () => {
    for (const { file, width, height, channels } of fixtures) {
      const header = readHeader(await load(file));
      const sides = /exif-[5-8]/.test(file) ? [height, width] : [width, height];
      expect(header, file).toMatchObject({ width: sides[0], height: sides[1], channels });
      expect((header as PictureHeader).damage, file).toBeUndefined();
    }
  });
});
