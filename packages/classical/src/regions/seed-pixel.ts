import { type Picture, PictureError } from '@cv/image';
import type { Point } from '../geometry/transform-from-points.ts';

/** Where a seed lies among the pixels. @throws {PictureError} `option` when it is no pixel of the picture */
export function seedPixel(where: string, { width, height }: Picture, [x, y]: Point): number {
  if (Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < width && y < height) return y * width + x;
  const expected = `expects whole x below ${width} and y below ${height}`;
  throw new PictureError('option', `${where}: the seed ${x}, ${y} is no pixel of the picture; ${expected}`, { x, y });
}

/** The same for a list of them, of which there must be one. */
export function seedPixels(where: string, picture: Picture, seeds: readonly Point[]): Int32Array {
  if (seeds.length === 0) throw new PictureError('option', `${where}: expects at least one seed`, { seeds });
  return Int32Array.from(seeds, (seed) => seedPixel(where, picture, seed));
}
