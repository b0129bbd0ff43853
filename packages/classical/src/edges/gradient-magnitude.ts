import { createPicture, type Picture, PictureError } from '@cv/image';
import type { Gradient } from './gradient.ts';

/** How the slopes of both directions are put together. */
export interface GradientMagnitudeOptions {
  /** `l2`: `sqrt(across^2 + down^2)`; `l1`: `|across| + |down|`; `rms`: `sqrt((across^2 + down^2) / 2)`. Default `l2`. */
  readonly norm?: 'l1' | 'l2' | 'rms' | undefined;
}

/**
 * How steep a picture is, whichever way.
 *
 * @returns float32, from 0 to the largest slope
 * @throws {PictureError} `option` for an unknown norm
 * @source OpenCV magnitude (`l2`), Canny (`l1`); skimage.filters.sobel (`rms`)
 * @example
 * const steep = gradientMagnitude(gradient(gray), { norm: 'rms' }); // skimage.filters.sobel
 */
export function gradientMagnitude(
  { across, down }: Gradient,
  { norm = 'l2' }: GradientMagnitudeOptions = {},
): Picture<Float32Array> {
  if (norm !== 'l1' && norm !== 'l2' && norm !== 'rms') {
    throw new PictureError('option', `gradientMagnitude: norm must be l1, l2 or rms, not ${String(norm)}`, { norm });
  }
  const a = across.data;
  const b = down.data;
  const data = new Float32Array(a.length);
  if (norm === 'l1') for (let i = 0; i < data.length; i++) data[i] = Math.abs(a[i]!) + Math.abs(b[i]!);
  else {
    const share = norm === 'rms' ? 0.5 : 1;
    for (let i = 0; i < data.length; i++) data[i] = Math.sqrt(share * (a[i]! * a[i]! + b[i]! * b[i]!));
  }
  const most = across.range[1] * { l1: 2, l2: Math.SQRT2, rms: 1 }[norm];
  return createPicture({ ...across, data, range: [0, most] });
}
