import {
  createPicture,
  type Picture,
  PictureError,
  type PixelArray,
  type PixelArrayOf,
  type PixelDTypeOf,
} from '@cv/image';
import { asGrid, asPicture } from '../pixel-grid.ts';
import { filterAcross, filterDown } from './filter-lines.ts';
import { filterTaps } from './filter-taps.ts';
import { nearest } from './nearest.ts';
import { premultiplied } from './premultiplied.ts';
import { kernels, type ResizeFilter } from './resize-filter.ts';

/** The new size and how to get there. */
export interface ResizeOptions {
  /** New width, pixels. */
  readonly width: number;
  /** New height, pixels. */
  readonly height: number;
  /** What a new pixel is averaged with. Default `bicubic`, as in Pillow. */
  readonly filter?: ResizeFilter | undefined;
  /**
   * Whether the filter covers the whole of a new pixel when shrinking, so that every old pixel counts (the default), or
   * stays as wide as when enlarging, which is faster and aliases. `nearest` never averages.
   */
  readonly antialias?: boolean | undefined;
}

/**
 * Resizes a picture as Pillow does, bit for bit for uint8: separable filters with half-pixel centres, first across, then
 * down, rounded to the number format after each. What enlarges is interpolated, what shrinks is averaged.
 *
 * | filter     | reach | looks                                                    |
 * | ---------- | ----- | -------------------------------------------------------- |
 * | `nearest`  | 0     | keeps the very numbers: for labels and masks             |
 * | `box`      | 0.5   | the mean of the pixels below                             |
 * | `bilinear` | 1     | soft, never outside the values that were there           |
 * | `hamming`  | 1     | sharper than bilinear when shrinking                     |
 * | `bicubic`  | 2     | sharp, overshoots a little at edges (Keys, a = -0.5)     |
 * | `lanczos`  | 3     | sharpest, overshoots most                                |
 *
 * With alpha, colours count as far as they are opaque (premultiplied, and divided again), but for `nearest`. Numbers are
 * averaged as they are stored, without linearising; the hue of `hsv` is averaged like any other number.
 *
 * @param picture any picture; not changed
 * @returns number format, layout, range, channels and colour space stay; integers are rounded to nearest and saturate,
 *   float32 may overshoot its range
 * @throws {PictureError} `size` when width or height is no whole number of at least 1, `option` for an unknown filter
 * @source Pillow, Resample.c and Image.resize; uint16 saturates where Pillow's I;16 wraps around, and is
 *   `nearest` as the other modes are; uint16 and float32 with alpha, which Pillow has not, are premultiplied likewise. `antialias: false` with bilinear is torch's interpolate
 * @example
 * const thumbnail = resize(photo, { width: 128, height: 96, filter: 'lanczos' });
 */
export function resize<D extends PixelArray>(
  picture: Picture<D>,
  options: ResizeOptions,
): Picture<PixelArrayOf<PixelDTypeOf<D>>>;
export function resize(
  picture: Picture,
  { width, height, filter = 'bicubic', antialias = true }: ResizeOptions,
): Picture {
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new PictureError('size', `resize: ${name} must be a whole number of at least 1, not ${value}`, {
        name,
        value,
      });
    }
  }
  if (filter !== 'nearest' && !Object.hasOwn(kernels, filter)) {
    const known = ['nearest', ...Object.keys(kernels)].join(', ');
    throw new PictureError('option', `resize: filter must be one of ${known}, not ${String(filter)}`, { filter });
  }
  try {
    return resized(picture, { width, height, filter, antialias });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause; // what the allocation of a typed array throws
    throw new PictureError('size', `resize: ${width} x ${height} pixels do not fit into memory`, { width, height });
  }
}

function resized(picture: Picture, { width, height, filter, antialias }: Settings): Picture {
  if (width === picture.width && height === picture.height) {
    return createPicture({ ...picture, data: picture.data.slice() });
  }
  if (filter === 'nearest') return asPicture(nearest(asGrid(picture), { width, height }), picture);
  const { picture: source, restore } = picture.hasAlpha ? premultiplied(picture) : { picture, restore: same };
  let grid = asGrid(source);
  for (const [from, to, pass] of [
    [picture.width, width, filterAcross],
    [picture.height, height, filterDown],
  ] as const) {
    if (from !== to) grid = pass(grid, filterTaps(kernels[filter], { from, to, antialias }));
  }
  return restore(asPicture(grid, source));
}

type Settings = { readonly [name in keyof ResizeOptions]-?: NonNullable<ResizeOptions[name]> };

const same = (picture: Picture): Picture => picture;
