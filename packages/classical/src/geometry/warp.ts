import { type Picture, PictureError } from '@cv/image';
import { type BorderOptions, requireBorder } from '../border/border-mode.ts';
import { asGrid, asPicture } from '../pixel-grid.ts';
import { premultiplied } from '../resize/premultiplied.ts';
import { type Interpolation, interpolations } from './interpolation.ts';
import { sampleGrid } from './sample-grid.ts';
import { invertTransform, type Transform } from './transform.ts';

/** Size and look of a warped picture. */
export interface WarpOptions extends BorderOptions {
  /** Pixels per row of the result. Default: as the picture. */
  readonly width?: number | undefined;
  /** Rows of the result. Default: as the picture. */
  readonly height?: number | undefined;
  /** `nearest` keeps the very numbers: for labels and masks. `bicubic` is Catmull-Rom's and may overshoot. Default `bilinear`. */
  readonly interpolation?: Interpolation | undefined;
}

/**
 * Moves the pixels of a picture by a transform, affine or perspective: each new pixel is looked up where it came from. What shrinks is not
 * averaged; smooth the picture first, or `resize` it.
 *
 * With alpha, colours count as far as they are opaque, but for `nearest`.
 *
 * @param transform from points of the picture to points of the result, as in OpenCV without WARP_INVERSE_MAP
 * @param options `border` defaults to `constant`, `fill` to 0
 * @returns number format, layout, range, channels and colour space stay; integers are rounded to nearest and saturate
 * @throws {PictureError} `option` for a transform without a way back, an unknown interpolation or border; `size` for sizes that are none, or do
 *   not fit into memory
 * @source skimage.transform.warp with orders 0, 1 and 3 and `clip=False`. OpenCV's warpAffine and warpPerspective are the same but for coordinates
 *   rounded to fractions of a pixel, and another cubic (a = -0.75)
 * @example
 * const shifted = warp(photo, [1, 0, 12.5, 0, 1, -4, 0, 0, 1]);
 */
export function warp(picture: Picture, transform: Transform, options: WarpOptions = {}): Picture {
  const { width = picture.width, height = picture.height, interpolation = 'bilinear' } = options;
  const { border = 'constant', fill = 0 } = options;
  requireBorder('warp', border, fill);
  if (!Object.hasOwn(interpolations, interpolation)) {
    const known = Object.keys(interpolations).join(', ');
    const message = `warp: interpolation must be one of ${known}, not ${String(interpolation)}`;
    throw new PictureError('option', message, { interpolation });
  }
  for (const [name, value] of Object.entries({ width, height })) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new PictureError('size', `warp: ${name} must be a whole number of at least 1, not ${value}`, { name, value });
  }
  const back = invertTransform(transform);
  const direct = interpolation === 'nearest' || !picture.hasAlpha;
  const { picture: source, restore } = direct ? { picture, restore: same } : premultiplied(picture);
  try {
    return restore(asPicture(sampleGrid(asGrid(source), { back, width, height, interpolation, border, fill }), source));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause; // what the allocation of a typed array throws
    throw new PictureError('size', `warp: ${width} x ${height} pixels do not fit into memory`, { width, height });
  }
}

const same = (picture: Picture): Picture => picture;
