import { PictureError } from '@cv/image';
import type { IntegralImage } from './integral-image.ts';

/** Some pixels of a picture. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The sum of the pixels in a rectangle.
 *
 * @param rectangle whole pixels inside the picture; nothing has the sum 0
 * @returns the sum of channel `channel`
 * @throws {PictureError} `option` when it reaches out of the picture, or there is no such channel
 * @source P. Viola, M. Jones: Rapid object detection using a boosted cascade of simple features, 2001
 * @example
 * const mean = rectangleSum(integral, { x: 3, y: 4, width: 5, height: 5 }) / 25;
 */
export function rectangleSum(
  { sums, width: wide, height: high, channels }: IntegralImage,
  { x, y, width, height }: Rectangle,
  channel = 0,
): number {
  const inside = x >= 0 && y >= 0 && width >= 0 && height >= 0 && x + width < wide && y + height < high;
  if (!inside || ![x, y, width, height].every(Number.isInteger) || !(Number.isInteger(channel) && channel < channels)) {
    const message = `rectangleSum: ${width} x ${height} pixels at ${x}, ${y} of channel ${channel} are not all in ${wide - 1} x ${high - 1} x ${channels}`;
    throw new PictureError('option', message, { x, y, width, height, channel });
  }
  const top = channel * wide * high + y * wide + x;
  const bottom = top + height * wide;
  return sums[bottom + width]! - sums[bottom]! - sums[top + width]! + sums[top]!;
}
