import { createPicture, type Picture, PictureError } from '@cv/image';
import { type BorderOptions, requireBorder } from '../border/border-mode.ts';
import { correlateSeparable } from '../filters/correlate-separable.ts';
import { filterSeparable } from '../filters/filter-separable.ts';
import { scaledWriter } from '../filters/line-writer.ts';
import { asGrid } from '../pixel-grid.ts';
import { requireSize, type WindowSize } from './require-size.ts';

/** The kernel of OpenCV's `GaussianBlur`. */
export interface GaussianBlurOptions extends BorderOptions {
  /** Odd width and height of the kernel, pixels. Default: by sigma, `round(6 sigma + 1) | 1` for uint8, else `round(8 sigma + 1) | 1`. */
  readonly size?: WindowSize | undefined;
  /** Standard deviation, pixels. Default: by size, `0.3 ((size - 1) / 2 - 1) + 0.8`. */
  readonly sigmaPx?: number | undefined;
}

/**
 * Smooths as OpenCV's `GaussianBlur` does: for uint8 bit for bit, with weights of 1/256 whose rounding errors are passed on, and sums that are
 * rounded once. Use `gaussian` unless the bits of OpenCV are wanted.
 *
 * @param picture any picture; not changed. uint16 and float32 are summed in float64
 * @param options `border` defaults to `mirror`; at least one of size and sigma
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` when size and sigma are both left out, the size is even, sigma is not above 0, or the border unknown
 * @source OpenCV 5 GaussianBlur (smooth.dispatch.cpp, getGaussianKernelFixedPoint_ED)
 * @example
 * const soft = gaussianBlur(photo, { size: 5 });
 */
export function gaussianBlur(
  picture: Picture,
  { size, sigmaPx, border = 'mirror', fill = 0 }: GaussianBlurOptions,
): Picture {
  requireBorder('gaussianBlur', border, fill);
  if (
    (size === undefined && sigmaPx === undefined) ||
    (sigmaPx !== undefined && !(sigmaPx > 0 && sigmaPx < Number.POSITIVE_INFINITY))
  ) {
    const message = `gaussianBlur: give a size or a sigmaPx above 0, not ${String(sigmaPx)}`;
    throw new PictureError('option', message, { size, sigmaPx });
  }
  const bytes = picture.data instanceof Uint8Array;
  const automatic = Math.round((bytes ? 6 : 8) * (sigmaPx ?? 0) + 1) | 1;
  const { height, width } = requireSize('gaussianBlur', size ?? automatic, { odd: true });
  const [down, across] = [openCvWeights(height, sigmaPx), openCvWeights(width, sigmaPx)];
  if (!bytes) return filterSeparable(picture, { down, across, border, fill });
  const data = new Uint8Array(picture.data.length);
  const kernel = { down: fixedPoint(down), across: fixedPoint(across) };
  // Sums of whole numbers are exact in float64; halves go up: what is added is less than any other fraction.
  const write = scaledWriter(data, 1 / 65536, 2 ** -20);
  correlateSeparable(asGrid(picture), kernel, { border, fill, write });
  return createPicture({ ...picture, data });
}

/** OpenCV has the kernels of small sizes without a sigma as fractions. */
const small: Readonly<Record<number, readonly number[]>> = {
  1: [1],
  3: [0.25, 0.5, 0.25],
  5: [0.0625, 0.25, 0.375, 0.25, 0.0625],
  7: [0.03125, 0.109375, 0.21875, 0.28125, 0.21875, 0.109375, 0.03125],
  9: [4, 13, 30, 51, 60, 51, 30, 13, 4].map((weight) => weight / 256),
};

function openCvWeights(size: number, sigmaPx: number | undefined): Float64Array {
  const table = sigmaPx === undefined ? small[size] : undefined;
  if (table) return Float64Array.from(table);
  const sigma = sigmaPx ?? 0.3 * ((size - 1) * 0.5 - 1) + 0.8;
  const weights = Float64Array.from({ length: size }, (_, i) =>
    Math.exp((-0.5 * (i - (size - 1) / 2) ** 2) / sigma ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Weights in units of 1/256, from the ends to the middle; the rounding error of each is passed on to the next. */
function fixedPoint(weights: Float64Array): Float64Array {
  const out = new Float64Array(weights.length);
  const half = weights.length >> 1;
  let [error, sum] = [0, 0];
  for (let i = 0; i < half; i++) {
    const exact = weights[i]! * 256 + error;
    const whole = exact + 2 ** 52 - 2 ** 52;
    error = exact - whole;
    out[i] = whole;
    out[weights.length - 1 - i] = whole;
    sum += 2 * whole;
  }
  out[half] = 256 - sum;
  return out;
}
