import { PictureError } from '@cv/image';

/** Which pixels touch: those beside, above and below (4), or also those across a corner (8). */
export type Connectivity = 4 | 8;

/** Steps to the neighbours: those beside first, each group in the order of rows. */
export interface Neighbors {
  readonly dx: Int32Array;
  readonly dy: Int32Array;
}

/** How far on in an array of rows each neighbour is: right for pixels that are not at the rim. */
export function neighborOffsets({ dx, dy }: Neighbors, width: number): Int32Array {
  return dx.map((step, n) => dy[n]! * width + step);
}

/** @throws {PictureError} `option` when it is neither 4 nor 8 */
export function neighborsOf(where: string, connectivity: Connectivity): Neighbors {
  if (connectivity === 4) return { dx: Int32Array.of(0, -1, 1, 0), dy: Int32Array.of(-1, 0, 0, 1) };
  if (connectivity === 8) {
    return { dx: Int32Array.of(0, -1, 1, 0, -1, 1, -1, 1), dy: Int32Array.of(-1, 0, 0, 1, -1, -1, 1, 1) };
  }
  throw new PictureError('option', `${where}: connectivity must be 4 or 8, not ${String(connectivity)}`, {
    connectivity,
  });
}
