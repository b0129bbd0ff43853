import { PictureError } from '@cv/image';
import { RandomSource } from '../../random/random-source.ts';
import { type Points, pointCount, requirePoints } from '../points.ts';
import { requireCount } from '../require-count.ts';
import { squaredDistance } from '../squared-distance.ts';

/** What the bandwidth should hold. */
export interface EstimateBandwidthOptions {
  /** Part of the points within it, 0 to 1. Default 0.3. */
  readonly quantile?: number | undefined;
  /** Looks at so many points, drawn at random by their weights (some may be drawn twice). Default all. */
  readonly sampleSize?: number | undefined;
  /** Of the draw. Default 0. */
  readonly seed?: number | undefined;
}

/**
 * A bandwidth for {@link meanShiftCluster}: the mean distance within which a point has a part of all points. Takes the square of their number: draw a
 * sample of a picture.
 *
 * @param points weights count for what is drawn only
 * @returns 0 where that many points are the same
 * @throws {PictureError} `length` and `value` for points that are none, `option` for options that are none
 * @source `sklearn.cluster.estimate_bandwidth` (which draws each point once at most)
 * @example
 * const bandwidth = estimateBandwidth(pixelFeatures(photo), { quantile: 0.1, sampleSize: 500 });
 */
export function estimateBandwidth(points: Points, options: EstimateBandwidthOptions = {}): number {
  const { quantile = 0.3, sampleSize, seed = 0 } = options;
  requirePoints('estimateBandwidth', points);
  if (!(quantile >= 0 && quantile <= 1)) {
    const message = `estimateBandwidth: quantile must be from 0 to 1, not ${String(quantile)}`;
    throw new PictureError('option', message, { quantile });
  }
  if (sampleSize !== undefined) requireCount('estimateBandwidth', 'sampleSize', { value: sampleSize });
  const { dimensions } = points;
  const values =
    sampleSize === undefined
      ? points.values
      : drawnValues(points, sampleSize, new RandomSource('estimateBandwidth', seed));
  const count = values.length / dimensions;
  const nearest = Math.max(1, Math.trunc(count * quantile));
  const distances = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) distances[j] = squaredDistance(values, values, { i, j, dimensions });
    total += Math.sqrt(distances.sort()[nearest - 1]!);
  }
  return total / count;
}

function drawnValues(points: Points, size: number, random: RandomSource): Float64Array {
  const { values, dimensions, weights } = points;
  const count = pointCount(points);
  let running = 0;
  const ends = weights?.map((weight) => (running += weight));
  const drawn = new Float64Array(size * dimensions);
  for (let n = 0; n < size; n++) {
    const target = random.uniform();
    const i = ends === undefined ? Math.floor(target * count) : ends.findIndex((end) => end > target * running);
    drawn.set(values.subarray(i * dimensions, (i + 1) * dimensions), n * dimensions);
  }
  return drawn;
}
