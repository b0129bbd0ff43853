import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ChannelCount, convertPicture, createPicture, dropAlpha, type Picture } from '@cv/image';
import { DataError, OptionError } from '@cv/tensor/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPicture } from './read-picture.ts';
import { writePicture } from './write-picture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-write-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const size = { width: 31, height: 17 };

function bytes(channels: ChannelCount): Picture<Uint8Array> {
  const data = Uint8Array.from({ length: 31 * 17 * channels }, (_, i) => (i * 31 + (i >> 3)) & 255);
  return createPicture({ ...size, channels, data });
}

function words(channels: ChannelCount): Picture<Uint16Array> {
  const data = Uint16Array.from({ length: 31 * 17 * channels }, (_, i) => (i * 977 + 1) & 65535);
  return createPicture({ ...size, channels, data });
}

function smooth(channels: ChannelCount): Picture<Uint8Array> {
  const data = Uint8Array.from({ length: 31 * 17 * channels }, (_, i) => 60 + Math.floor(i / channels / 31) * 6);
  return createPicture({ ...size, channels, data });
}

describe('writePicture', () => {
  it.each(['png', 'tif', 'tiff', 'PNG'])('%s comes back bit for bit, with 8 and 16 bits', async (extension) => {
    for (const channels of [1, 2, 3, 4] as const) {
      for (const picture of [bytes(channels), words(channels)]) {
        const path = join(folder, `a.${extension}`);
        await writePicture(path, picture);
        expect(await readPicture(path)).toEqual(picture);
      }
    }
  });

  it.each(['jpg', 'jpeg', 'webp'])('%s comes back nearly', async (extension) => {
    const path = join(folder, `a.${extension}`);
    for (const channels of [1, 3] as const) {
      const picture = smooth(channels);
      await writePicture(pathToFileURL(path), picture);
      const back = await readPicture(path);
      // WebP always holds colour.
      expect(back.channels).toBe(extension === 'webp' ? 3 : channels);
      const ratio = back.channels / channels;
      const worst = picture.data.reduce((most, value, i) => Math.max(most, Math.abs(value - back.data[i * ratio]!)), 0);
      expect(worst).toBeLessThanOrEqual(4);
    }
  });

  it('writes alpha into WebP', async () => {
    const path = join(folder, 'alpha.webp');
    await writePicture(path, bytes(4));
    const back = await readPicture(path);
    expect(back.channels).toBe(4);
    for (let i = 3; i < back.data.length; i += 4) expect(back.data[i]).toBe(bytes(4).data[i]);
  });

  it('writes planar pictures in the order of the file', async () => {
    const path = join(folder, 'planar.png');
    const planar = convertPicture(bytes(3), { layout: 'planar' });
    await writePicture(path, planar);
    expect(await readPicture(path)).toEqual(bytes(3));
  });

  it.each(['jpg', 'webp'])('quality changes the size of %s', async (extension) => {
    const small = join(folder, `small.${extension}`);
    const large = join(folder, `large.${extension}`);
    await writePicture(small, bytes(3), { quality: 20 });
    await writePicture(large, bytes(3));
    expect((await stat(small)).size).toBeLessThan((await stat(large)).size * 0.7);
  });

  it('leaves no other file behind', async () => {
    await writePicture(join(folder, 'last.png'), bytes(1));
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('writePicture refuses', () => {
  const refusals: [string, string, Picture, RegExp][] = [
    ['an unknown extension', 'a.bmp', bytes(3), /extension must be one of \.png, .*received '\.bmp'/],
    ['no extension', 'png', bytes(3), /received ''/],
    ['alpha in JPEG', 'a.jpg', bytes(4), /\.jpg cannot hold alpha; use dropAlpha/],
    ['16 bits in JPEG', 'a.jpg', words(3), /\.jpg cannot hold uint16; use convertPicture/],
    ['16 bits in WebP', 'a.webp', words(1), /\.webp cannot hold uint16/],
    ['floats', 'a.png', createPicture({ ...size, channels: 1, dtype: 'float32' }), /\.png cannot hold float32/],
    [
      'a range of its own',
      'a.png',
      createPicture({ ...bytes(1), range: [0, 1] }),
      /range \[0, 255\], received \[0, 1\]/,
    ],
    ['another colour space', 'a.png', createPicture({ ...bytes(3), colorSpace: 'hsv' }), /gray or srgb, received hsv/],
  ];
  it.each(refusals)('%s', async (_, name, picture, message) => {
    const error = await writePicture(join(folder, name), picture).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OptionError);
    expect((error as OptionError).message).toMatch(message);
  });

  it.each([0, 101, 1.5, Number.NaN])('quality %s', async (quality) => {
    await expect(writePicture(join(folder, 'a.jpg'), bytes(3), { quality })).rejects.toThrow(/quality expects/);
  });

  it('a picture that is too wide for the format', async () => {
    const wide = createPicture({ dtype: 'uint8', width: 70_000, height: 1, channels: 1 });
    const error = await writePicture(join(folder, 'wide.webp'), wide).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).message).toMatch(/wide\.webp: 70000 x 1 does not fit the format/);
  });

  it('a folder that is not there', async () => {
    await expect(writePicture(join(folder, 'no', 'a.png'), dropAlpha(bytes(4)))).rejects.toThrow(
      /no such file or folder/,
    );
  });
});
