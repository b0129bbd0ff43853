import type { GradientRow } from './gradient-rows.ts';
import { candidate } from './hysteresis.ts';

/** Where steep rows are marked, and what is steep enough. */
export interface Thinning {
  readonly low: number;
  readonly high: number;
  /** Takes a value of {@link candidate} for each pixel. */
  readonly map: Uint8Array;
}

/** Marks the pixels of row `y` that are steepest across their edge. */
export type ThinRow = (y: number, row: GradientRow, above: Float64Array, below: Float64Array) => void;

/**
 * Compares with both neighbours along the gradient, between two pixels by linear interpolation; equal ones stay. Pixels at the edge of the picture
 * are no edges. `low` and `high` themselves are steep enough.
 * @source skimage.feature.canny; Canny 1986, section VI
 */
export function thinInterpolated(height: number, { low, high, map }: Thinning): ThinRow {
  return (y, { across, down, magnitude }, above, below) => {
    if (y === 0 || y === height - 1) return;
    const width = across.length;
    for (let x = 1; x < width - 1; x++) {
      const here = magnitude[x + 1]!;
      if (here < low || here === 0) continue;
      const a = across[x]!;
      const d = down[x]!;
      const steep = Math.abs(d) > Math.abs(a); // rather up or down than sideways
      const part = steep ? Math.abs(a) / Math.abs(d) : Math.abs(d) / Math.abs(a);
      const side = a * d >= 0 ? 1 : -1; // the diagonal neighbour below lies at x + side
      const next = steep ? below[x + 1]! : magnitude[x + 1 + side]!;
      const before = steep ? above[x + 1]! : magnitude[x + 1 - side]!;
      if (below[x + 1 + side]! * part + next * (1 - part) > here) continue;
      if (above[x + 1 - side]! * part + before * (1 - part) > here) continue;
      map[y * width + x] = here >= high ? candidate.strong : candidate.weak;
    }
  };
}

const TAN_22_5 = Math.round((Math.SQRT2 - 1) * 2 ** 15);

/**
 * Compares with two of the eight neighbours, those nearest to the gradient, in whole numbers; of equal ones the first stays, along rows and columns, and none
 * along diagonals. Above `low` is steep enough, above `high` strong.
 * @source OpenCV, Canny
 */
export function thinQuantised({ low, high, map }: Thinning): ThinRow {
  return (y, { across, down, magnitude }, above, below) => {
    const width = across.length;
    for (let x = 0; x < width; x++) {
      const here = magnitude[x + 1]!;
      if (here <= low) continue;
      const a = Math.abs(across[x]!);
      const d = Math.abs(down[x]!) * 2 ** 15;
      if (d < a * TAN_22_5) {
        if (here <= magnitude[x]! || here < magnitude[x + 2]!) continue;
      } else if (d > a * (TAN_22_5 + 2 ** 16)) {
        if (here <= above[x + 1]! || here < below[x + 1]!) continue;
      } else {
        const side = across[x]! < 0 !== down[x]! < 0 ? -1 : 1;
        if (here <= above[x + 1 - side]! || here <= below[x + 1 + side]!) continue;
      }
      map[y * width + x] = here > high ? candidate.strong : candidate.weak;
    }
  };
}
