import type { Picture } from '@cv/image';
import type { BorderMode } from '../border/border-mode.ts';
import { borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';

/** Mean and standard deviation of the window around each pixel. */
export interface WindowMoments {
  readonly mean: Float64Array;
  readonly std: Float64Array;
}

/**
 * Mean and (population) standard deviation of a square window around every pixel, in time that does not depend on its size: sums of columns
 * follow the window down, sums of these follow it across. Values are measured from the first pixel, so that a bright picture loses no digits.
 *
 * @param picture one channel
 * @param windowPx odd side of the window
 */
export function windowMoments(picture: Picture, windowPx: number, border: BorderMode): WindowMoments {
  const { data, width, height } = picture;
  const reach = windowPx >> 1;
  const origin = Number.isFinite(data[0]!) ? data[0]! : 0;
  const edges = { before: reach, after: reach, border, fill: 0 };
  const entering = new PaddedLine({ columns: width, channels: 1 }, edges);
  const leaving = new PaddedLine({ columns: width, channels: 1 }, edges);
  const sums = new Float64Array(width + 2 * reach);
  const squares = new Float64Array(width + 2 * reach);
  const moments = { mean: new Float64Array(data.length), std: new Float64Array(data.length) };
  const at = (y: number): number => borderIndex(y, height, border) * width;
  const add = ({ values }: PaddedLine, sign: number): void => {
    for (let x = 0; x < sums.length; x++) {
      const value = values[x]! - origin;
      sums[x]! += sign * value;
      squares[x]! += sign * value * value;
    }
  };
  for (let y = -reach; y < height + reach; y++) {
    entering.load(data, at(y));
    add(entering, 1);
    if (y < reach) continue;
    slideAcross({ sums, squares }, { windowPx, origin, at: (y - reach) * width, moments, width });
    leaving.load(data, at(y - 2 * reach));
    add(leaving, -1);
  }
  return moments;
}

interface Columns {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

interface Row {
  readonly windowPx: number;
  readonly origin: number;
  /** Where the row starts in the result. */
  readonly at: number;
  readonly width: number;
  readonly moments: WindowMoments;
}

function slideAcross({ sums, squares }: Columns, { windowPx, origin, at, width, moments }: Row): void {
  const pixels = windowPx * windowPx;
  let sum = 0;
  let square = 0;
  for (let x = 0; x < windowPx - 1; x++) {
    sum += sums[x]!;
    square += squares[x]!;
  }
  for (let x = 0; x < width; x++) {
    sum += sums[x + windowPx - 1]!;
    square += squares[x + windowPx - 1]!;
    const mean = sum / pixels;
    moments.mean[at + x] = mean + origin;
    moments.std[at + x] = Math.sqrt(Math.max(0, square / pixels - mean * mean));
    sum -= sums[x]!;
    square -= squares[x]!;
  }
}
