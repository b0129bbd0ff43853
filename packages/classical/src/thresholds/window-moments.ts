import type { Picture } from '@cv/image';
import type { BorderMode } from '../border/border-mode.ts';
import { borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';

/** Takes mean and standard deviation of the window around each pixel of row `y`; both arrays are used again for the next row. */
export type MomentsVisitor = (y: number, mean: Float64Array, std: Float64Array) => void;

/**
 * Mean and (population) standard deviation of a square window around every pixel, in time that does not depend on its size: sums of columns
 * follow the window down, sums of these follow it across. Values are measured from the first pixel, so that a bright picture loses no digits. Memory is
 * that of a few rows.
 *
 * @param picture one channel
 * @param options.windowPx odd side of the window
 */
export function windowMoments(
  picture: Picture,
  { windowPx, border }: { readonly windowPx: number; readonly border: BorderMode },
  visit: MomentsVisitor,
): void {
  const { data, width, height } = picture;
  const reach = windowPx >> 1;
  const origin = Number.isFinite(data[0]!) ? data[0]! : 0;
  const edges = { before: reach, after: reach, border, fill: 0 };
  const entering = new PaddedLine({ columns: width, channels: 1 }, edges);
  const leaving = new PaddedLine({ columns: width, channels: 1 }, edges);
  const sums = new Float64Array(width + 2 * reach);
  const squares = new Float64Array(width + 2 * reach);
  const [mean, std] = [new Float64Array(width), new Float64Array(width)];
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
    slideAcross({ sums, squares }, { windowPx, origin, mean, std });
    visit(y - reach, mean, std);
    leaving.load(data, at(y - 2 * reach));
    add(leaving, -1);
  }
}

interface Columns {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

interface Row {
  readonly windowPx: number;
  readonly origin: number;
  readonly mean: Float64Array;
  readonly std: Float64Array;
}

function slideAcross({ sums, squares }: Columns, { windowPx, origin, mean, std }: Row): void {
  const pixels = windowPx * windowPx;
  let sum = 0;
  let square = 0;
  for (let x = 0; x < windowPx - 1; x++) {
    sum += sums[x]!;
    square += squares[x]!;
  }
  for (let x = 0; x < mean.length; x++) {
    sum += sums[x + windowPx - 1]!;
    square += squares[x + windowPx - 1]!;
    const average = sum / pixels;
    mean[x] = average + origin;
    std[x] = Math.sqrt(Math.max(0, square / pixels - average * average));
    sum -= sums[x]!;
    square -= squares[x]!;
  }
}
