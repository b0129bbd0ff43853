import { PictureError } from '@cv/image';
import type { Transform } from './transform.ts';

/** x and y. */
export type Point = readonly [x: number, y: number];

/**
 * The transform that takes points to points: an affine one for three pairs, a perspective one for four.
 *
 * @param from three or four points, no three of them on a line
 * @param to as many
 * @throws {PictureError} `option` for other counts, or points that leave no or more than one transform
 * @source OpenCV getAffineTransform and getPerspectiveTransform (with the last number 1)
 * @example
 * const flat = warp(photo, transformFromPoints([[31, 20], [410, 44], [398, 300], [12, 280]], [[0, 0], [399, 0], [399, 279], [0, 279]]));
 */
export function transformFromPoints(from: readonly Point[], to: readonly Point[]): Transform {
  const count = from.length;
  if ((count !== 3 && count !== 4) || to.length !== count || ![...from, ...to].flat().every(Number.isFinite)) {
    const next = 'expects three or four points and as many to take them to, all finite';
    throw new PictureError('option', `transformFromPoints: ${next}`, { from, to });
  }
  const rows = from.flatMap(([x, y], i) => {
    const [u, v] = to[i]!;
    if (count === 3) {
      return [
        [x, y, 1, 0, 0, 0, u],
        [0, 0, 0, x, y, 1, v],
      ];
    }
    return [
      [x, y, 1, 0, 0, 0, -x * u, -y * u, u],
      [0, 0, 0, x, y, 1, -x * v, -y * v, v],
    ];
  });
  const solved = solve(rows);
  if (solved === undefined) {
    const message = 'transformFromPoints: three of the points lie on a line, or two are one';
    throw new PictureError('option', message, { from, to });
  }
  const [a, b, c, d, e, f, g = 0, h = 0] = solved as [number, number, number, number, number, number];
  return [a, b, c, d, e, f, g, h, 1];
}

/** Gaussian elimination with pivots; the right side is the last column. Undefined where it is singular. */
function solve(rows: number[][]): number[] | undefined {
  const n = rows.length;
  const scale = Math.max(...rows.flat().map(Math.abs));
  for (let k = 0; k < n; k++) {
    const pivot = rows.slice(k).reduce((best, row) => (Math.abs(row[k]!) > Math.abs(best[k]!) ? row : best));
    if (Math.abs(pivot[k]!) <= 1e-12 * scale) return undefined;
    const at = rows.indexOf(pivot);
    [rows[k], rows[at]] = [pivot, rows[k]!];
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[k]! / pivot[k]!;
      for (let j = k; j <= n; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  return rows.map((row, k) => row[n]! / row[k]!);
}
