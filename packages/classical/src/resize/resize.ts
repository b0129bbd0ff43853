import {
  createPicture,
  type Picture,
  PictureError,
  type PixelArray,
  type PixelArrayOf,
  type PixelDTypeOf,
} from '@cv/image';
import { asGrid, asPicture } from '../pixel-grid.ts';
import { opencvResize } from './opencv/opencv-resize.ts';
import { pillowResize } from './pillow-resize.ts';
import { premultiplied } from './premultiplied.ts';
import { filtersOf, type OpencvFilter, type PillowFilter, type ResizeFilter } from './resize-filter.ts';

/** The new size and how to get there. */
export interface ResizeOptions {
  /** New width, pixels. */
  readonly width: number;
  /** New height, pixels. */
  readonly height: number;
  /** Whose rules. Default `pillow`; `opencv` for the filters that only OpenCV has: `area`, `nearest-exact`. */
  readonly preset?: 'pillow' | 'opencv' | undefined;
  /** What a new pixel is made of. Default `bicubic`, as in Pillow, or `bilinear`, as in OpenCV. */
  readonly filter?: ResizeFilter | undefined;
  /**
   * Whether the filter covers the whole of a new pixel when shrinking, so that every old pixel counts (the default), or
   * stays as wide as when enlarging, which is faster and aliases. `nearest` never averages. The preset `opencv` has no choice: `area` covers new
   * pixels, all else aliases.
   */
  readonly antialias?: boolean | undefined;
}

/**
 * Resizes a picture as Pillow does, or as OpenCV does, bit for bit for uint8.
 *
 * `pillow`: separable filters with half-pixel centres, first across, then down, rounded to the number format after each. What enlarges is
 * interpolated, what shrinks is averaged.
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
 * `opencv`: `nearest` (the pixel below the upper left corner), `nearest-exact` (below the middle: Pillow's `nearest`), `area` (old pixels count
 * by the part that is covered), `bilinear`, `bicubic` (a = -0.75) and `lanczos` (reach 4), which do not average when they shrink. Alpha is a channel like any other.
 *
 * @param picture any picture; not changed
 * @returns number format, layout, range, channels and colour space stay; integers are rounded to nearest and saturate,
 *   float32 may overshoot its range
 * @throws {PictureError} `size` when width or height is no whole number of at least 1, `option` for an unknown preset, a filter that it has
 *   not, and `antialias: true` for `opencv`
 * @source Pillow, Resample.c and Image.resize; uint16 saturates where Pillow's I;16 wraps around, and is
 *   `nearest` as the other modes are; uint16 and float32 with alpha, which Pillow has not, are premultiplied likewise. `antialias: false` with bilinear is
 *   torch's interpolate. OpenCV 5.0, cv::resize, as it is without Intel's IPP, which rounds another way; planar pictures are resized plane by plane
 * @example
 * const thumbnail = resize(photo, { width: 128, height: 96, filter: 'lanczos' });
 * @example
 * const covered = resize(photo, { width: 128, height: 96, filter: 'area' });
 */
export function resize<D extends PixelArray>(
  picture: Picture<D>,
  options: ResizeOptions,
): Picture<PixelArrayOf<PixelDTypeOf<D>>>;
export function resize(picture: Picture, options: ResizeOptions): Picture {
  const { width, height } = options;
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new PictureError('size', `resize: ${name} must be a whole number of at least 1, not ${value}`, {
        name,
        value,
      });
    }
  }
  const { preset = isOnlyOpencv(options.filter) ? 'opencv' : 'pillow' } = options;
  requireOneOf('preset', preset, ['pillow', 'opencv']);
  const { filter = preset === 'pillow' ? 'bicubic' : 'bilinear', antialias = preset === 'pillow' } = options;
  requireOneOf('filter', filter, options.preset === undefined ? allFilters : filtersOf[preset]);
  if (antialias && preset === 'opencv') {
    const message = "resize: the preset 'opencv' has no antialias; filter 'area' averages what shrinks";
    throw new PictureError('option', message, { antialias });
  }
  try {
    if (width === picture.width && height === picture.height) {
      return createPicture({ ...picture, data: picture.data.slice() });
    }
    if (preset === 'opencv') {
      return asPicture(opencvResize(asGrid(picture), { width, height }, filter as OpencvFilter), picture);
    }
    const direct = filter === 'nearest' || !picture.hasAlpha;
    const { picture: source, restore } = direct ? { picture, restore: same } : premultiplied(picture);
    const how = { width, height, filter: filter as PillowFilter, antialias };
    return restore(asPicture(pillowResize(asGrid(source), how), source));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause; // what the allocation of a typed array throws
    throw new PictureError('size', `resize: ${width} x ${height} pixels do not fit into memory`, { width, height });
  }
}

const allFilters: readonly ResizeFilter[] = [...new Set([...filtersOf.pillow, ...filtersOf.opencv])];

const isOnlyOpencv = (filter: ResizeFilter | undefined): boolean =>
  filtersOf.opencv.some((known) => known === filter) && !filtersOf.pillow.some((known) => known === filter);

function requireOneOf<T>(name: string, value: T, known: readonly T[]): void {
  if (known.includes(value)) return;
  const message = `resize: ${name} must be one of ${known.join(', ')}, not ${String(value)}`;
  throw new PictureError('option', message, { [name]: value });
}

const same = (picture: Picture): Picture => picture;
