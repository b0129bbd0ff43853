import type { Picture } from '@cv/image';
import { localThreshold } from './local-threshold.ts';

/** The neighbourhood, and how far below its mean the threshold lies. */
export interface NiblackOptions {
  /** Odd side of the square window, pixels. Default 15. */
  readonly windowPx?: number | undefined;
  /** Weight of the standard deviation. Default 0.2. */
  readonly k?: number | undefined;
}

/**
 * Niblack's local threshold: `T = m - k s`, with mean and standard deviation of the window around each pixel.
 *
 * @param picture one channel; mirrored at the edges
 * @returns a threshold for each pixel, float32; {@link threshold} takes it
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `option` when `windowPx` is no odd whole number or `k` is not finite
 * @source Niblack 1986: An introduction to digital image processing; skimage.filters.threshold_niblack
 * @example
 * const text = threshold(page, niblack(page, { windowPx: 25, k: 0.8 }));
 */
export function niblack(picture: Picture, { windowPx = 15, k = 0.2 }: NiblackOptions = {}): Picture<Float32Array> {
  return localThreshold('niblack', picture, { windowPx, k, level: (mean, std) => mean - k * std });
}
