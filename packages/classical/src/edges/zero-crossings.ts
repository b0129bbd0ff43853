import { createPicture, type Picture, PictureError } from '@cv/image';
import { requireGray } from '../require-gray.ts';

/** Which changes of sign count. */
export interface ZeroCrossingsOptions {
  /** How far apart both sides of the change must at least be, in the units of the picture. Default 0: all that differ. */
  readonly threshold?: number | undefined;
}

/**
 * Where a picture of numbers with a sign goes through 0, between neighbours beside or above each other: of the two pixels the one that is closer to 0 (of
 * equal ones the first), or a pixel of 0 between both signs. With {@link laplacianOfGaussian} these are the edges of Marr and Hildreth, closed lines.
 *
 * @param picture one channel; NaN has no sign
 * @returns a mask: uint8, 1 on edges, range [0, 1]
 * @throws {PictureError} `channels` for more than one, `option` for a threshold that is not a number of at least 0
 * @source D. Marr, E. Hildreth: Theory of edge detection, Proceedings of the Royal Society B 207, 1980
 * @example
 * const edges = zeroCrossings(laplacianOfGaussian(gray, { sigmaPx: 3 }));
 */
export function zeroCrossings(picture: Picture, { threshold = 0 }: ZeroCrossingsOptions = {}): Picture<Uint8Array> {
  requireGray('zeroCrossings', picture);
  if (!(threshold >= 0)) {
    throw new PictureError('option', `zeroCrossings: threshold must be at least 0, not ${threshold}`, { threshold });
  }
  const { data, width, height } = picture;
  const mask = new Uint8Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (x + 1 < width) markBetween(i, i + 1);
      if (y + 1 < height) markBetween(i, i + width);
      if (data[i] !== 0) continue;
      if (x > 0 && x + 1 < width) markZero(i, 1);
      if (y > 0 && y + 1 < height) markZero(i, width);
    }
  }
  return createPicture({ data: mask, width, height, channels: 1, range: [0, 1] });

  function markBetween(first: number, second: number): void {
    const [a, b] = [data[first]!, data[second]!];
    if (a * b < 0 && Math.abs(a - b) >= threshold) mask[Math.abs(b) < Math.abs(a) ? second : first] = 1;
  }

  function markZero(at: number, step: number): void {
    const [a, b] = [data[at - step]!, data[at + step]!];
    if (a * b < 0 && Math.abs(a - b) >= threshold) mask[at] = 1;
  }
}
