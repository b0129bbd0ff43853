import { existsSync } from 'node:fs';
import { DataError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { readPicture } from './read-picture.ts';

const classic = new URL('../../../../../shared/data/classic/', import.meta.url);
const missing = !existsSync(classic); // the pictures are not part of the project: a fresh clone elsewhere has none

/**
 * [file, width, height, channels, sum of all values], the sums by Pillow 13.0.0 and NumPy (palettes expanded by
 * `convert('RGB')` or `convert('RGBA')`); only lossless files without a foreign colour profile, which Pillow ignores.
 */
const lossless: [string, number, number, number, number][] = [
  ['astronaut.png', 512, 512, 3, 90124324],
  ['camera.png', 512, 512, 1, 33832495],
  ['checker_bilevel.png', 10, 10, 1, 12750],
  ['chelsea.png', 451, 300, 3, 46802357],
  ['chessboard_GRAY_U16.tif', 200, 200, 1, 5100000],
  ['coins.png', 384, 303, 1, 11269333],
  ['foo3x5x4indexed.png', 5, 3, 4, 7933],
  ['horse.png', 400, 328, 4, 100630888],
  ['motorcycle_disp_x64_u16.png', 741, 500, 1, 754473664],
  ['multipage.tif', 10, 15, 1, 19125],
  ['no_time_for_that_tiny.gif', 14, 25, 4, 206752],
  ['palette_color.png', 10, 10, 3, 35445],
  ['palette_gray.png', 10, 10, 3, 41250],
];

describe.skipIf(missing)('readPicture on the classic pictures (needs ../shared/data)', () => {
  it.each(lossless)('%s equals Pillow', async (file, width, height, channels, sum) => {
    const picture = await readPicture(new URL(file, classic));
    expect(picture).toMatchObject({ width, height, channels });
    let total = 0;
    for (const value of picture.data) total += value;
    expect(total).toBe(sum);
  });

  it('keeps 16-bit colour, which Pillow cuts to 8', async () => {
    const picture = await readPicture(new URL('chessboard_RGB.png', classic));
    expect(picture.data).toBeInstanceOf(Uint16Array);
    expect(picture).toMatchObject({ width: 200, height: 200, channels: 3, range: [0, 65535] });
  });

  it('says that truncated.jpg is damaged', async () => {
    const url = new URL('truncated.jpg', classic);
    const error = await readPicture(url).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).message).toMatch(/truncated\.jpg: the file is damaged \(premature end of JPEG image\)/);
  });
});
