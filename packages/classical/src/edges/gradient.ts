import { createPicture, type Picture, PictureError } from '@cv/image';
import type { BorderOptions } from '../border/border-mode.ts';
import { filterSeparable } from '../filters/filter-separable.ts';

/** Weights that smooth along an edge, in whole numbers. */
const smoothings = { sobel: [1, 2, 1], scharr: [3, 10, 3], prewitt: [1, 1, 1] } as const;

/** A pair of 3 x 3 kernels that take the slope of a picture. */
export type GradientOperator = keyof typeof smoothings;

/** How to take the slope. */
export interface GradientOptions extends BorderOptions {
  /** Default `sobel`. */
  readonly operator?: GradientOperator | undefined;
  /**
   * `skimage`: weights along the edge add up to 1, edges are reflected, so that a ramp of 1 a pixel has the slope 2. `opencv`: whole weights, edges
   * are mirrored. Default `skimage`.
   */
  readonly preset?: 'skimage' | 'opencv' | undefined;
}

/** Slopes in both directions: float32, with a range symmetric about 0. */
export interface Gradient {
  /** Positive from dark at the left to bright at the right: large at vertical edges (`sobel_v`, `dx`). */
  readonly across: Picture<Float32Array>;
  /** Positive from dark above to bright below: large at horizontal edges (`sobel_h`, `dy`). */
  readonly down: Picture<Float32Array>;
}

/**
 * Slopes of every channel: the difference of the neighbours on both sides, smoothed along the edge with the weights of Sobel (1 2 1), Scharr
 * (3 10 3) or Prewitt (1 1 1).
 *
 * @param picture any picture but `lab`; not changed
 * @returns slopes in the units of the picture
 * @throws {PictureError} `option` for an unknown operator, preset or border; `color-space` for `lab`, whose range is fixed
 * @source skimage.filters.sobel_h, sobel_v, scharr_*, prewitt_* (which first divide integers by their largest value); OpenCV Sobel and Scharr
 * @example
 * const { across, down } = gradient(gray, { operator: 'scharr' });
 * const steep = gradientMagnitude({ across, down });
 */
export function gradient(
  picture: Picture,
  { operator = 'sobel', preset = 'skimage', border, fill }: GradientOptions = {},
): Gradient {
  if (!Object.hasOwn(smoothings, operator)) {
    const known = Object.keys(smoothings).join(', ');
    throw new PictureError('option', `gradient: operator must be one of ${known}, not ${String(operator)}`, {
      operator,
    });
  }
  if (preset !== 'skimage' && preset !== 'opencv') {
    throw new PictureError('option', `gradient: preset must be skimage or opencv, not ${String(preset)}`, { preset });
  }
  if (picture.colorSpace === 'lab') {
    throw new PictureError('color-space', 'gradient: slopes do not fit the range of a lab picture; take its channels');
  }
  const whole: readonly number[] = smoothings[operator];
  const sum = preset === 'skimage' ? whole.reduce((total, weight) => total + weight, 0) : 1;
  const along = whole.map((weight) => weight / sum);
  const edges = { border: border ?? (preset === 'skimage' ? 'reflect' : 'mirror'), fill, output: 'float32' } as const;
  const [low, high] = picture.range;
  const most = (high - low) * along.reduce((total, weight) => total + weight, 0);
  const slope = (kernel: { across: readonly number[]; down: readonly number[] }): Picture<Float32Array> => {
    const { data, ...rest } = filterSeparable(picture, { ...edges, ...kernel });
    return createPicture({ ...rest, data: data as Float32Array, range: [-most, most] });
  };
  return { across: slope({ across: [-1, 0, 1], down: along }), down: slope({ across: along, down: [-1, 0, 1] }) };
}
