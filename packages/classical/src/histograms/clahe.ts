import { createPicture, type Picture, PictureError } from '@cv/image';
import { borderIndex } from '../border/border-mode.ts';
import { requireGray } from '../require-gray.ts';
import { claheTables } from './clahe-tables.ts';

/** How local, and how strong. */
export interface ClaheOptions {
  /** How many times more frequent than the average a value may be in a tile; 0 for no limit. Default 2. */
  readonly clipLimit?: number | undefined;
  /** Tiles across and down. Default [8, 8]. */
  readonly tiles?: readonly [across: number, down: number] | undefined;
}

/**
 * Contrast-limited adaptive histogram equalisation: each tile of the picture is equalised by itself, but no value may make the contrast rise
 * beyond a limit; between the middles of tiles the results are interpolated.
 *
 * @param picture one channel of uint8 or uint16; not changed
 * @returns the same number format, size, layout and range
 * @throws {PictureError} `channels` for more than one, `dtype` for float32, `option` for a negative limit or tiles that are no whole numbers
 * @source OpenCV createCLAHE().apply, bit for bit (K. Zuiderveld, Graphics Gems IV, 1994). scikit-image's is
 *   `equalizeAdapthist`: it works on 14 bits, clips by a share of the tile and pads by half a tile
 * @example
 * const local = clahe(toGray(photo), { clipLimit: 3 });
 */
export function clahe(picture: Picture, { clipLimit = 2, tiles = [8, 8] }: ClaheOptions = {}): Picture {
  requireGray('clahe', picture);
  const { data, width, height } = picture;
  const [across, down] = tiles;
  const whole = [across, down].every((value) => Number.isSafeInteger(value) && value >= 1);
  if (!whole || !(clipLimit >= 0)) {
    const message = `clahe: clipLimit must be at least 0, not ${clipLimit}, and tiles two whole numbers, not ${tiles.join(' x ')}`;
    throw new PictureError('option', message, { clipLimit, tiles });
  }
  if (data instanceof Float32Array) {
    const next = "convertPicture(picture, { dtype: 'uint16', range: [0, 65535] })";
    throw new PictureError('dtype', `clahe: expects uint8 or uint16, not float32; use ${next}`, {});
  }
  // OpenCV widens a picture that tiles do not divide, by a whole tile's worth where only the other side needs it.
  const divides = width % across === 0 && height % down === 0;
  const tileWidth = divides ? width / across : (width + across - (width % across)) / across;
  const tileHeight = divides ? height / down : (height + down - (height % down)) / down;
  const positions = {
    xs: Int32Array.from({ length: tileWidth * across }, (_, x) => borderIndex(x, width, 'mirror')),
    ys: Int32Array.from({ length: tileHeight * down }, (_, y) => borderIndex(y, height, 'mirror')),
  };
  const grid = { across, down, tileWidth, tileHeight, ...positions };
  const tables = claheTables(data, width, clipLimit, grid);
  const out = data instanceof Uint8Array ? new Uint8Array(data.length) : new Uint16Array(data.length);
  interpolate(data, { width, height, ...grid }, tables, out);
  return createPicture({ ...picture, data: out });
}

interface TileGrid {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** Where a pixel lies between the middles of two tiles: the tables of both, and the share of the second, in float32 as OpenCV. */
function between(
  length: number,
  tile: number,
  tiles: number,
): { first: Int32Array; second: Int32Array; share: Float32Array } {
  const [first, second] = [new Int32Array(length), new Int32Array(length)];
  const share = new Float32Array(length);
  const inverse = Math.fround(1 / tile);
  for (let i = 0; i < length; i++) {
    const position = Math.fround(Math.fround(i * inverse) - 0.5);
    const at = Math.floor(position);
    share[i] = position - at;
    first[i] = Math.max(at, 0);
    second[i] = Math.min(at + 1, tiles - 1);
  }
  return { first, second, share };
}

function interpolate(
  data: Uint8Array | Uint16Array,
  { width, height, across, down, tileWidth, tileHeight }: TileGrid,
  tables: Uint8Array | Uint16Array,
  out: Uint8Array | Uint16Array,
): void {
  const levels = data instanceof Uint8Array ? 256 : 65536;
  const xs = between(width, tileWidth, across);
  const ys = between(height, tileHeight, down);
  const lefts = xs.first.map((tile) => tile * levels);
  const rights = xs.second.map((tile) => tile * levels);
  const share = xs.share;
  const f = Math.fround;
  const MAGIC = 2 ** 52; // rounds halves to even
  for (let y = 0; y < height; y++) {
    const top = ys.first[y]! * across * levels;
    const bottom = ys.second[y]! * across * levels;
    const below = ys.share[y]!;
    const above = f(1 - below);
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = data[at]!;
      const left = lefts[x]! + value;
      const right = rights[x]! + value;
      const b = share[x]!;
      const a = f(1 - b);
      const upper = f(f(tables[top + left]! * a) + f(tables[top + right]! * b));
      const lower = f(f(tables[bottom + left]! * a) + f(tables[bottom + right]! * b));
      out[at] = f(f(upper * above) + f(lower * below)) + MAGIC - MAGIC;
    }
  }
}
