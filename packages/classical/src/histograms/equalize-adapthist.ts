import { createPicture, type Picture, PictureError } from '@cv/image';
import { borderIndex } from '../border/border-mode.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { brightnessBins, LEVELS } from './brightness-bins.ts';
import { clipCounts } from './clip-counts.ts';

/** How local, and how strong. */
export interface EqualizeAdapthistOptions {
  /** The part of a tile's pixels that one bin may hold, 0 to 1; 0 for no limit. Default 0.01. */
  readonly clipLimit?: number | undefined;
  /** Pixels of a tile, down and across. Default an eighth of the picture each. */
  readonly kernelSize?: readonly [down: number, across: number] | undefined;
  /** Bins of brightness, up to 16,384. Default 256. */
  readonly bins?: number | undefined;
}

/**
 * Contrast-limited adaptive histogram equalisation as scikit-image has it: tiles whose size is given, brightness in bins, the result spread to the full range.
 * `clahe` is OpenCV's.
 *
 * @param picture one channel of any number format; not changed
 * @returns float32 [0, 1], from the darkest to the brightest result; layout stays
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` for a limit that is not 0 to 1, tiles or bins that are none
 * @source skimage.exposure.equalize_adapthist (K. Zuiderveld: Contrast limited adaptive histogram equalization, Graphics Gems IV, 1994) of one channel;
 *   float32 counts from the lower to the upper end of its range, which is [0, 1] there
 * @example
 * const local = equalizeAdapthist(toGray(photo), { clipLimit: 0.03 });
 */
export function equalizeAdapthist(picture: Picture, options: EqualizeAdapthistOptions = {}): Picture<Float32Array> {
  const { width, height } = picture;
  const { clipLimit = 0.01, bins = 256 } = options;
  const { kernelSize = [Math.max(1, height >> 3), Math.max(1, width >> 3)] } = options;
  requireGray('equalizeAdapthist', picture);
  requireFinite('equalizeAdapthist', picture);
  requireOptions({ clipLimit, kernelSize, bins });
  const [tileHeight, tileWidth] = kernelSize;
  const tiles = { tileWidth, tileHeight, across: Math.ceil(width / tileWidth), down: Math.ceil(height / tileHeight) };
  const binned = { values: brightnessBins(picture, bins), width, height, bins };
  const data = new Float32Array(width * height);
  interpolate(binned, tiles, tableOfTiles(binned, tiles, clipLimit), data);
  spread(data);
  return createPicture({ data, width, height, channels: 1, layout: picture.layout });
}

function requireOptions({ clipLimit, kernelSize, bins }: Required<EqualizeAdapthistOptions>): void {
  const sizes = [...(kernelSize ?? [])];
  const whole = sizes.length === 2 && sizes.every((size) => Number.isSafeInteger(size) && size >= 1);
  const counted = Number.isSafeInteger(bins) && bins! >= 1 && bins! <= LEVELS;
  if (whole && counted && clipLimit! >= 0 && clipLimit! <= 1) return;
  const message = `equalizeAdapthist: clipLimit must be 0 to 1, not ${clipLimit}, kernelSize two whole numbers, not ${sizes.join(' x ')}, bins 1 to ${LEVELS}, not ${bins}`;
  throw new PictureError('option', message, { clipLimit, kernelSize, bins });
}

interface Binned {
  readonly values: Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly bins: number;
}

interface Tiles {
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly across: number;
  readonly down: number;
}

/** What each bin becomes in each tile; tiles that reach beyond the picture see it mirrored. */
function tableOfTiles({ values, width, height, bins }: Binned, tiles: Tiles, clipLimit: number): Uint16Array {
  const { tileWidth, tileHeight, across, down } = tiles;
  const pixels = tileWidth * tileHeight;
  const limit = clipLimit > 0 ? Math.trunc(Math.max(1, clipLimit * pixels)) : pixels;
  const tables = new Uint16Array(across * down * bins);
  const counts = new Int32Array(bins);
  const xs = Int32Array.from({ length: across * tileWidth }, (_, x) => borderIndex(x, width, 'mirror'));
  for (let tile = 0; tile < across * down; tile++) {
    const left = (tile % across) * tileWidth;
    const top = Math.floor(tile / across) * tileHeight;
    counts.fill(0);
    for (let y = top; y < top + tileHeight; y++) {
      const row = borderIndex(y, height, 'mirror') * width;
      for (let x = left; x < left + tileWidth; x++) counts[values[row + xs[x]!]!]!++;
    }
    clipCounts(counts, limit);
    for (let bin = 0, sum = 0; bin < bins; bin++) {
      sum += counts[bin]!;
      tables[tile * bins + bin] = Math.min(LEVELS - 1, sum * ((LEVELS - 1) / pixels));
    }
  }
  return tables;
}

/** Both tiles around each position of a line, as far as there are, and how much the second counts. */
function around(length: number, tile: number, count: number): { first: Int32Array; share: Float64Array } {
  const half = tile >> 1;
  return {
    first: Int32Array.from({ length }, (_, i) => Math.min(Math.floor((i + half) / tile), count) - 1),
    share: Float64Array.from({ length }, (_, i) => ((i + half) % tile) / tile),
  };
}

/** Between the middles of tiles, summed in float32 and cut off to whole numbers as there. */
function interpolate(binned: Binned, tiles: Tiles, tables: Uint16Array, out: Float32Array): void {
  const { values, width, height, bins } = binned;
  const xs = around(width, tiles.tileWidth, tiles.across);
  const ys = around(height, tiles.tileHeight, tiles.down);
  const clamp = (tile: number, count: number): number => Math.min(count - 1, Math.max(0, tile));
  const lefts = xs.first.map((tile) => clamp(tile, tiles.across) * bins);
  const rights = xs.first.map((tile) => clamp(tile + 1, tiles.across) * bins);
  const f = Math.fround;
  for (let y = 0, at = 0; y < height; y++) {
    const top = clamp(ys.first[y]!, tiles.down) * tiles.across * bins;
    const bottom = clamp(ys.first[y]! + 1, tiles.down) * tiles.across * bins;
    const below = ys.share[y]!;
    for (let x = 0; x < width; x++, at++) {
      const left = lefts[x]! + values[at]!;
      const right = rights[x]! + values[at]!;
      const share = xs.share[x]!;
      let sum = f(tables[top + left]! * ((1 - share) * (1 - below)));
      sum = f(sum + f(tables[top + right]! * (share * (1 - below))));
      sum = f(sum + f(tables[bottom + left]! * ((1 - share) * below)));
      out[at] = Math.trunc(f(sum + f(tables[bottom + right]! * (share * below))));
    }
  }
}

/** From the least, 0, to the most, 1; one value is cut off to that. */
function spread(data: Float32Array): void {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < data.length; i++) {
    least = Math.min(least, data[i]!);
    most = Math.max(most, data[i]!);
  }
  const span = most - least;
  for (let i = 0; i < data.length; i++) data[i] = span > 0 ? (data[i]! - least) / span : Math.min(1, data[i]!);
}
