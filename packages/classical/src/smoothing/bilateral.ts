import { createPicture, type Picture, PictureError, type PixelArray } from '@cv/image';
import { type BorderOptions, requireBorder } from '../border/border-mode.ts';
import { emptyLike } from '../empty-like.ts';
import { lineWriter } from '../filters/line-writer.ts';
import { asGrid } from '../pixel-grid.ts';
import { bilateralColor } from './bilateral-color.ts';
import { bilateralGray } from './bilateral-lines.ts';
import { bilateralStrips } from './bilateral-strips.ts';

/** How much to smooth, and what counts as an edge. */
export interface BilateralOptions extends BorderOptions {
  /** Standard deviation in space, pixels. Default 2. */
  readonly sigmaPx?: number | undefined;
  /** Standard deviation of values, in the units of the picture; for colours, of the sum of the differences. Default a tenth of the range. */
  readonly sigmaColor?: number | undefined;
  /** Pixels from one side of the circular window to the other. Default `2 round(1.5 sigma) + 1`. */
  readonly diameter?: number | undefined;
}

/**
 * Smooths and keeps edges: the mean of a circular window, in which pixels count by their distance and by how much their value differs,
 * `exp(-d^2 / (2 sigma_space^2)) * exp(-(difference)^2 / (2 sigma_color^2))`. Colours are compared as a whole: the difference is the sum of
 * those of red, green and blue. Alpha stays as it is.
 *
 * @param picture any picture; not changed. A pixel that is NaN gives NaN and, like infinity, counts for no other
 * @param options `border` defaults to `mirror`, as in OpenCV
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for a sigma that is not above 0, a bad diameter, an unknown border
 * @source OpenCV bilateralFilter. uint8: at most 1 in 10,000 pixels differ by 1, since sums are float32 there; OpenCV 5.0 rounds one channel down
 *   instead of to nearest for a diameter of 3 or 5. float32: within 1e-4, since weights are interpolated in a table there. Whole numbers
 *   take `fill` rounded and saturated
 * @example
 * const smooth = bilateral(photo, { sigmaPx: 3, sigmaColor: 25 });
 */
export function bilateral(picture: Picture, options: BilateralOptions = {}): Picture {
  const [low, high] = picture.range;
  const { sigmaPx = 2, sigmaColor = (high - low) / 10, border = 'mirror', fill = 0 } = options;
  requireBorder('bilateral', border, fill);
  for (const [name, value] of Object.entries({ sigmaPx, sigmaColor })) {
    if (Number.isFinite(value) && value > 0) continue;
    throw new PictureError('option', `bilateral: ${name} must be a finite number above 0, not ${value}`, {
      [name]: value,
    });
  }
  const { diameter = 2 * Math.round(1.5 * sigmaPx) + 1 } = options;
  if (!Number.isSafeInteger(diameter) || diameter < 1) {
    const message = `bilateral: diameter must be a whole number of at least 1, not ${diameter}`;
    throw new PictureError('option', message, { diameter });
  }
  const radius = Math.max(1, diameter >> 1);
  const data = picture.hasAlpha ? picture.data.slice() : emptyLike(picture.data, picture.data.length);
  const settings = {
    radius,
    sigmaPx: Math.max(sigmaPx, SMALLEST),
    sigmaColor: Math.max(sigmaColor, SMALLEST),
    border,
    fill: storable(fill, picture.data),
  };
  if (bilateralStrips(picture, settings, data)) return createPicture({ ...picture, data });
  if (picture.channels === 1) bilateralGray(asGrid(picture), settings, data);
  else bilateralColor(picture, settings, data);
  return createPicture({ ...picture, data });
}

/** A sigma whose square is above 0; smaller ones are as good as this. */
const SMALLEST = 1e-100;

/** What the pixels would be if they had this value: differences of whole numbers are looked up in a table. */
function storable(value: number, data: PixelArray): number {
  const one = emptyLike(data, 1);
  lineWriter(one)(Float64Array.of(value), 0);
  return one[0]!;
}
