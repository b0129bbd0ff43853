import type { Picture } from '@cv/image';
import { correlateSeparable } from '../../filters/correlate-separable.ts';
import { asGrid } from '../../pixel-grid.ts';
import { gaussianWeights } from '../../smoothing/gaussian-weights.ts';

const EPSILON = 2 ** -52;

/**
 * Hands out the rows of a picture smoothed by a Gaussian (cut off at 4 sigma) that counts only pixels of the picture: what lies beyond the edges has
 * no weight.
 * @param use called for every row, top first, with a line that is used again
 * @source skimage.feature.canny with mode 'constant', the default
 */
export function smoothRows(picture: Picture, sigmaPx: number, use: (line: Float64Array) => void): void {
  const weights = gaussianWeights(sigmaPx, Math.trunc(4 * sigmaPx + 0.5));
  const { width, height } = picture;
  const across = insideShares(weights, width);
  const down = insideShares(weights, height);
  let y = 0;
  correlateSeparable(
    asGrid(picture),
    { across: weights, down: weights },
    {
      border: 'constant',
      fill: 0,
      write: (line) => {
        const share = down[y++]!;
        for (let x = 0; x < width; x++) line[x] = line[x]! / (share * across[x]! + EPSILON);
        use(line);
      },
    },
  );
}

/** How much of the weights falls inside of a line, at each of its pixels. */
function insideShares(weights: Float64Array, length: number): Float64Array {
  const reach = weights.length >> 1;
  return new Float64Array(length).map((_, x) => {
    const inside = weights.subarray(Math.max(0, reach - x), Math.min(weights.length, length - x + reach));
    return inside.reduce((sum, weight) => sum + weight, 0);
  });
}
