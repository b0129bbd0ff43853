import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataError, OptionError } from '@cv/tensor/errors';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigEndian, pngFile } from './png-file.test.helper.ts';
import { readPicture } from './read-picture.ts';

const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 255);
const noisy = () => sharp(noise, { raw: { width: 64, height: 64, channels: 3 } });
const rgb = (...data: number[]) =>
  sharp(Uint8Array.from(data), { raw: { width: data.length / 3, height: 1, channels: 3 } });

async function errorOf(source: string | URL | Uint8Array, options = {}): Promise<DataError> {
  const error = await readPicture(source, options).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-pictures-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('readPicture', () => {
  it('reads a path, a URL and bytes alike', async () => {
    const bytes = await rgb(1, 2, 3, 4, 5, 6).png().toBuffer();
    const path = join(folder, 'a.png');
    await writeFile(path, bytes);
    const picture = await readPicture(path);
    expect(picture).toMatchObject({
      width: 2,
      height: 1,
      channels: 3,
      layout: 'interleaved',
      colorSpace: 'srgb',
      hasAlpha: false,
      range: [0, 255],
    });
    expect([...picture.data]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await readPicture(pathToFileURL(path))).toEqual(picture);
    expect(await readPicture(bytes)).toEqual(picture);
    expect(picture.data.constructor).toBe(Uint8Array);
  });

  it('sees what a file holds now, not what it held before', async () => {
    const path = join(folder, 'changing.png');
    await writeFile(path, await rgb(1, 1, 1).png().toBuffer());
    expect((await readPicture(path)).data[0]).toBe(1);
    await writeFile(path, await rgb(2, 2, 2).png().toBuffer());
    expect((await readPicture(path)).data[0]).toBe(2);
  });

  // A 2 x 1 picture [a b] stored under each orientation; values by the table of EXIF 2.3, tag 0x0112.
  it.each([
    [1, 2, [10, 200]],
    [2, 2, [200, 10]],
    [3, 2, [200, 10]],
    [4, 2, [10, 200]],
    [5, 1, [10, 200]],
    [6, 1, [10, 200]],
    [7, 1, [200, 10]],
    [8, 1, [200, 10]],
  ])('applies EXIF orientation %i', async (orientation, width, expected) => {
    const file = await rgb(10, 10, 10, 200, 200, 200).withMetadata({ orientation }).png().toBuffer();
    const picture = await readPicture(file);
    expect([picture.width, picture.height]).toEqual(width === 2 ? [2, 1] : [1, 2]);
    expect([picture.data[0], picture.data[3]]).toEqual(expected);
  });

  it('keeps 16 bits, gray and alpha in every combination', async () => {
    const cases = [
      { colorType: 0, channels: 1, row: [1, 65535] },
      { colorType: 4, channels: 2, row: [1, 2, 300, 65535] },
      { colorType: 2, channels: 3, row: [1, 2, 3, 65535, 300, 40000] },
      { colorType: 6, channels: 4, row: [1, 2, 3, 4, 65535, 300, 40000, 9] },
    ] as const;
    for (const { colorType, channels, row } of cases) {
      const common = { width: 2, height: 1, colorType } as const;
      const wide = await readPicture(pngFile({ ...common, bitDepth: 16, rows: [bigEndian(row)] }));
      expect(wide).toMatchObject({ channels, range: [0, 65535], hasAlpha: channels % 2 === 0 });
      expect(wide.data).toEqual(Uint16Array.from(row));
      const low = row.map((value) => value & 255);
      const narrow = await readPicture(pngFile({ ...common, bitDepth: 8, rows: [Uint8Array.from(low)] }));
      expect(narrow).toMatchObject({ channels, range: [0, 255], colorSpace: channels < 3 ? 'gray' : 'srgb' });
      expect(narrow.data).toEqual(Uint8Array.from(low));
    }
  });

  it('expands palettes with transparency, and samples of 1, 2 and 4 bits', async () => {
    const palette = pngFile({
      width: 2,
      height: 1,
      colorType: 3,
      bitDepth: 1,
      rows: [Uint8Array.of(0b01000000)],
      palette: [10, 20, 30, 40, 50, 60],
      transparency: [128],
    });
    expect((await readPicture(palette)).data).toEqual(Uint8Array.of(10, 20, 30, 128, 40, 50, 60, 255));
    const gray = { width: 2, height: 1, colorType: 0 } as const;
    const one = await readPicture(pngFile({ ...gray, bitDepth: 1, rows: [Uint8Array.of(0b01000000)] }));
    expect(one.data).toEqual(Uint8Array.of(0, 255));
    const two = await readPicture(pngFile({ ...gray, bitDepth: 2, rows: [Uint8Array.of(0b01100000)] }));
    expect(two.data).toEqual(Uint8Array.of(85, 170));
    const four = await readPicture(pngFile({ ...gray, bitDepth: 4, rows: [Uint8Array.of(0x1f)] }));
    expect(four.data).toEqual(Uint8Array.of(17, 255));
  });

  it('converts colour profiles to sRGB, 8 and 16 bits', async () => {
    const color = [200, 50, 50];
    const file = await rgb(...color)
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const profile = (await sharp(file).metadata()).icc;
    const stored = [...(await sharp(file, { ignoreIcc: true }).raw().toBuffer())];
    expect(stored).not.toEqual(color); // the file holds Display P3 numbers
    expect([...(await readPicture(file)).data]).toEqual(color);
    const common = { width: 1, height: 1, colorType: 2, profile } as const;
    const wide = pngFile({ ...common, bitDepth: 16, rows: [bigEndian(stored.map((v) => v * 257))] });
    for (const [i, value] of [...(await readPicture(wide)).data].entries()) {
      expect(Math.abs(value / 257 - color[i]!)).toBeLessThan(0.5); // the stored numbers were rounded to 8 bits
    }
    const plain = pngFile({ ...common, profile: undefined, bitDepth: 16, rows: [bigEndian([9, 99, 9999])] });
    expect([...(await readPicture(plain)).data]).toEqual([9, 99, 9999]);
  });

  it('keeps sRGB numbers that come with the sRGB profile', async () => {
    const profile = (await sharp(await rgb(0, 0, 0).withIccProfile('srgb').png().toBuffer()).metadata()).icc;
    const values = [51400, 12850, 30000];
    const file = pngFile({ width: 1, height: 1, colorType: 2, bitDepth: 16, profile, rows: [bigEndian(values)] });
    for (const [i, value] of [...(await readPicture(file)).data].entries()) {
      expect(Math.abs(value - values[i]!)).toBeLessThan(8); // two transforms of the colour engine: 1e-4 of the range
    }
  });

  it('converts CMYK to sRGB', async () => {
    const white = await rgb(255, 255, 255, 200, 30, 30).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(white).metadata()).space).toBe('cmyk');
    const picture = await readPicture(white);
    expect(picture).toMatchObject({ channels: 3, colorSpace: 'srgb' });
    const [r, g, b, r2, g2, b2] = picture.data;
    expect(Math.min(r!, g!, b!)).toBeGreaterThan(240);
    expect(r2! - Math.max(g2!, b2!)).toBeGreaterThan(100);
  });

  it('takes the first frame of animations and the first page of files', async () => {
    const frames = Uint8Array.from({ length: 4 * 8 * 3 }, (_, i) => (i < 4 * 4 * 3 ? 0 : 255));
    const raw = { width: 4, height: 8, channels: 3, pageHeight: 4 } as const;
    for (const file of [
      await sharp(frames, { raw }).gif().toBuffer(),
      await sharp(frames, { raw }).webp({ lossless: true }).toBuffer(),
    ]) {
      expect((await sharp(file).metadata()).pages).toBe(2);
      const picture = await readPicture(file);
      expect([picture.width, picture.height]).toEqual([4, 4]);
      expect(picture.data[0]).toBe(0);
    }
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)('reads %s', async (format) => {
    const picture = await readPicture(await noisy().toFormat(format, { effort: 1 }).toBuffer());
    expect([picture.width, picture.height, picture.channels]).toEqual([64, 64, 3]);
  });

  it('reads concurrently', async () => {
    const file = await noisy().png().toBuffer();
    const pictures = await Promise.all(Array.from({ length: 20 }, () => readPicture(file)));
    for (const picture of pictures) expect(picture.data).toEqual(noise);
  });
});

describe('readPicture refuses', () => {
  it.each([
    ['a missing file', () => join(folder, 'missing.png'), /missing\.png: there is no such file/],
    ['a folder', () => folder, /this is a folder/],
  ])('%s, with its path', async (_, path, message) => {
    const error = await errorOf(path());
    expect(error.fields.path).toBe(path());
    expect(error.message).toMatch(message);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), /it is empty/],
    ['text', Buffer.from('not an image, but a longer text of words'), /this is not an image/],
    ['a single byte', Buffer.from([0x89]), /this is not an image/],
    ['only a signature', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), /damaged/],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), /not a pixel format/],
  ])('%s', async (name, bytes, message) => {
    const path = join(folder, `${name}.png`);
    await writeFile(path, bytes);
    for (const source of [path, new Uint8Array(bytes)]) {
      const error = await errorOf(source);
      expect(error.message).toMatch(message);
      expect(error.fields.path).toBe(source === path ? path : `${bytes.length} bytes in memory`);
    }
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)('%s cut off anywhere', async (format) => {
    const whole = await noisy().toFormat(format, { effort: 1 }).toBuffer();
    for (const part of [0.02, 0.3, 0.6, 0.9]) {
      const error = await errorOf(whole.subarray(0, Math.floor(whole.length * part)));
      expect(error.message).toMatch(/damaged|not an image/);
    }
  });

  it.each(['png', 'jpeg', 'gif'] as const)('%s with flipped bytes in the pixels', async (format) => {
    const damaged = Buffer.from(await noisy().toFormat(format).toBuffer());
    for (let i = Math.floor(damaged.length * 0.6); i < damaged.length * 0.62; i++) damaged[i]! ^= 0x5a;
    expect((await errorOf(damaged)).message).toMatch(/the file is damaged \(.+\); fetch it again/);
  });

  it('survives every flipped byte of a small file', async () => {
    const whole = await rgb(1, 2, 3, 4, 5, 6).png().toBuffer();
    for (let i = 0; i < whole.length; i++) {
      const damaged = Buffer.from(whole);
      damaged[i]! ^= 0xff;
      const result = await readPicture(damaged, { maxPixels: 1e6 }).catch((e: unknown) => e);
      if (result instanceof Error) expect(result).toBeInstanceOf(DataError);
    }
  });

  it('a pixel bomb, by its header alone', async () => {
    const bomb = pngFile({ width: 60_000, height: 60_000, colorType: 2, bitDepth: 16, rows: [] });
    const before = process.memoryUsage().rss;
    const error = await errorOf(bomb);
    expect(error.message).toContain('60000 x 60000 = 3600000000 pixels are more than maxPixels 100000000');
    expect(error.fields).toMatchObject({ width: 60_000, height: 60_000 });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6); // decoded it would be 21.6 GB
  });

  it('more pixels than maxPixels, and no less', async () => {
    const file = await noisy().png().toBuffer();
    expect((await readPicture(file, { maxPixels: 4096 })).width).toBe(64);
    expect((await errorOf(file, { maxPixels: 4095 })).message).toMatch(/64 x 64 = 4096 pixels are more than/);
  });

  it('samples that are neither 8 nor 16 bits', async () => {
    const bytes = sharp(Uint8Array.of(1, 2), { raw: { width: 2, height: 1, channels: 1 } });
    const file = await bytes.toColourspace('b-w').tiff({ compression: 'none' }).toBuffer();
    const tag = file.indexOf(Buffer.from([0x53, 0x01, 0x03, 0x00])); // SampleFormat, of type short
    expect(tag).toBeGreaterThan(0);
    file.writeUInt16LE(2, tag + 8); // signed
    expect((await errorOf(file)).message).toMatch(/its samples are \w+; 8-bit and 16-bit unsigned ones are read/);
  });

  it.each([0, -1, 1.5, Number.NaN, '9'])('maxPixels %s', async (maxPixels) => {
    await expect(readPicture(new Uint8Array(1), { maxPixels: maxPixels as number })).rejects.toThrow(OptionError);
  });
});

describe('readPicture forgives', () => {
  it('a slip in the scan header, which cameras of phones make', async () => {
    const whole = await noisy().jpeg().toBuffer();
    const slip = Buffer.from(whole);
    const scan = slip.indexOf(Buffer.from([0xff, 0xda]));
    slip[scan + 2 + slip.readUInt16BE(scan + 2) - 2] = 0; // the last coefficient: always 63 in a sequential JPEG
    await expect(sharp(slip).raw().toBuffer()).rejects.toThrow(/Invalid SOS parameters/);
    expect(await readPicture(slip)).toEqual(await readPicture(whole));
  });
});
