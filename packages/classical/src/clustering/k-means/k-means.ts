import { RandomSource } from '../../random/random-source.ts';
import { type Points, requirePoints } from '../points.ts';
import { type KMeansOptions, settleKMeansOptions } from './k-means-options.ts';
import { LloydRun } from './lloyd-run.ts';

/** What {@link kMeans} gives. */
export interface KMeansResult {
  /** The cluster of each point, 0 to k - 1. */
  readonly labels: Int32Array;
  /** `k * dimensions` numbers; cluster `c` has its mean at `c * dimensions`. */
  readonly centers: Float64Array;
  /** Squared distances of the points from their centres, summed. */
  readonly inertia: number;
  /** Steps of the run that counts. */
  readonly iterations: number;
}

/**
 * Parts points into `k` clusters so that the squared distances from the means of the clusters are small (a local minimum), by Lloyd's iteration:
 * each point goes to the nearest centre, each centre to the mean of its points, until nothing changes. Sums are float64.
 *
 * Fewer different points than clusters leave clusters empty, with the centre of another.
 *
 * @param points numbers of any format, not copied as a whole: 4 bytes per point are taken for its label, 8 more while `k-means++` or `random` draw
 * @throws {PictureError} `length` and `value` for points or starting centres that are none, `option` for options that are none
 * @source Lloyd 1982: Least squares quantization in PCM; `sklearn.cluster.KMeans(algorithm='lloyd')`, equal given the same starting centres (in
 *   which `tolerance` ignores weights, and more clusters than points are an error)
 * @example
 * const points = { values: Float64Array.of(1, 1, 1, 2, 9, 9, 9, 8), dimensions: 2 };
 * const { labels, centers } = kMeans(points, { k: 2 }); // two and two points
 */
export function kMeans(points: Points, options: KMeansOptions): KMeansResult {
  requirePoints('kMeans', points);
  const settled = settleKMeansOptions('kMeans', options, points.dimensions);
  const random = new RandomSource('kMeans', settled.seed);
  let best: KMeansResult | undefined;
  for (let start = 0; start < settled.nInit; start++) {
    const run = new LloydRun(points, settled, random);
    let iterations = 0;
    while (run.converged === 'no' && iterations < settled.maxIterations) {
      run.step();
      iterations++;
    }
    run.finish();
    if (best === undefined || run.inertia < best.inertia) {
      best = { labels: run.labels, centers: run.centers, inertia: run.inertia, iterations };
    }
  }
  return best!; // nInit is at least 1
}
