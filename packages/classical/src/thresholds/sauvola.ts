import { type Picture, PictureError } from '@cv/image';
import { localThreshold } from './local-threshold.ts';
import type { NiblackOptions } from './niblack.ts';

/** The neighbourhood, and how the threshold follows its contrast. */
export interface SauvolaOptions extends NiblackOptions {
  /** The largest standard deviation to be expected, in the units of the picture. Default: half of the picture's range. */
  readonly r?: number | undefined;
}

/**
 * Sauvola's local threshold: `T = m (1 + k (s / r - 1))`, with mean and standard deviation of the window around each pixel. Where there is
 * no contrast the threshold lies far below the mean, so that empty paper stays empty.
 *
 * @param picture one channel; mirrored at the edges
 * @returns a threshold for each pixel, float32; {@link threshold} takes it
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` when `windowPx` is no odd whole number, `k` is not finite or `r` is not above 0
 * @source Sauvola, Pietikäinen 2000: Adaptive document image binarization, eq. 5; skimage.filters.threshold_sauvola, whose `r` is 1 for float
 *   pictures
 * @example
 * const text = threshold(page, sauvola(page, { windowPx: 25 }));
 */
export function sauvola(picture: Picture, { windowPx = 15, k = 0.2, r }: SauvolaOptions = {}): Picture<Float32Array> {
  const [low, high] = picture.range;
  const most = r ?? (high - low) / 2;
  if (!(most > 0)) throw new PictureError('option', `sauvola: r must be above 0, not ${most}`, { r: most });
  return localThreshold('sauvola', picture, { windowPx, k, level: (mean, std) => mean * (1 + k * (std / most - 1)) });
}
