import { type Picture, PictureError } from '@cv/image';
import { requireFinite } from '../../require-finite.ts';
import { requireGray } from '../../require-gray.ts';

/** What an edge is. */
export interface CannyOptions {
  /**
   * `skimage`: a Gaussian first, slopes compared between pixels, edges of the picture left out. `opencv`: no Gaussian, whole numbers (uint8 only), slopes
   * compared with whole pixels. Default `skimage`.
   */
  readonly preset?: 'skimage' | 'opencv' | undefined;
  /** Standard deviation of the Gaussian, pixels. Default 1 (`skimage`), 0, which is none (`opencv`). */
  readonly sigmaPx?: number | undefined;
  /**
   * Slopes below it are no edges; in units of the picture, as Sobel's whole weights give them (a step by 1 has the slope 4). Default 0.1
   * (`skimage`) or 0.4 (`opencv`) of the picture's range.
   */
  readonly low?: number | undefined;
  /** Slopes from it on are edges for sure. Default twice `low`. */
  readonly high?: number | undefined;
  /** Whether `low` and `high` are slopes, or shares of the pixels that are less steep (0 to 1; preset `skimage`). Default `slope`. */
  readonly thresholds?: 'slope' | 'quantile' | undefined;
  /** How both slopes are put together: `sqrt(a^2 + d^2)` or `|a| + |d|`. Default `l2` (`skimage`), `l1` (`opencv`). */
  readonly norm?: 'l1' | 'l2' | undefined;
}

/** Options with what was left out. */
export type SettledCannyOptions = { readonly [name in keyof CannyOptions]-?: NonNullable<CannyOptions[name]> };

/**
 * Fills in what was left out and checks the rest.
 * @throws {PictureError} see `canny`
 */
export function settleCannyOptions(picture: Picture, options: CannyOptions): SettledCannyOptions {
  requireGray('canny', picture);
  requireFinite('canny', picture);
  const { preset = 'skimage', thresholds = 'slope' } = options;
  requireOneOf('preset', preset, ['skimage', 'opencv']);
  const skimage = preset === 'skimage';
  const [bottom, top] = picture.range;
  const usual = thresholds === 'quantile' ? 0.1 : (skimage ? 0.1 : 0.4) * (top - bottom);
  const { sigmaPx = skimage ? 1 : 0, low = usual, high = 2 * low, norm = skimage ? 'l2' : 'l1' } = options;
  requireOneOf('thresholds', thresholds, skimage ? ['slope', 'quantile'] : ['slope']);
  requireOneOf('norm', norm, ['l1', 'l2']);
  if (!skimage && !(picture.data instanceof Uint8Array)) {
    throw new PictureError('dtype', "canny: the preset 'opencv' takes uint8 pictures only");
  }
  if (!(Number.isFinite(sigmaPx) && sigmaPx >= 0)) {
    throw new PictureError('option', `canny: sigmaPx must be a finite number of at least 0, not ${sigmaPx}`, {
      sigmaPx,
    });
  }
  if (!(low >= 0 && low <= high && (thresholds === 'slope' || high <= 1))) {
    const limit = thresholds === 'quantile' ? ' <= 1' : '';
    throw new PictureError('option', `canny: expects 0 <= low <= high${limit}, received ${low} and ${high}`, {
      low,
      high,
    });
  }
  return { preset, sigmaPx, low, high, thresholds, norm };
}

function requireOneOf(name: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  throw new PictureError('option', `canny: ${name} must be ${known.join(' or ')}, not ${value}`, { [name]: value });
}
