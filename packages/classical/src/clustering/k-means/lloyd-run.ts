import type { RandomSource } from '../../random/random-source.ts';
import { forEachBlock } from '../point-blocks.ts';
import { type Points, pointCount } from '../points.ts';
import { assignPoints } from './assign-points.ts';
import { randomCenters, spreadCenters } from './initial-centers.ts';
import type { SettledKMeansOptions } from './k-means-options.ts';
import { moveCenters } from './move-centers.ts';

/** Lloyd's iteration from one start, step by step. */
export class LloydRun {
  readonly #points: Points;
  readonly #leastShift: number;
  readonly labels: Int32Array;
  centers: Float64Array;
  /** Of the labels from the centres that they were given by. */
  inertia: number = Number.POSITIVE_INFINITY;
  /** `labels`: they did not change any more; `shift`: the centres hardly moved. */
  converged: 'no' | 'labels' | 'shift' = 'no';

  constructor(points: Points, { k, init, tolerance }: SettledKMeansOptions, random: RandomSource) {
    this.#points = points;
    this.#leastShift = tolerance * meanVariance(points);
    this.labels = new Int32Array(pointCount(points)).fill(-1);
    if (init === 'k-means++') this.centers = spreadCenters(points, k, random);
    else this.centers = init === 'random' ? randomCenters(points, k, random) : Float64Array.from(init);
  }

  /** Labels the points anew and moves the centres to the means. */
  step(): void {
    const { labels, centers } = this;
    const assignment = assignPoints(this.#points, centers, labels);
    this.inertia = assignment.inertia;
    this.centers = moveCenters(this.#points, { centers, labels }, assignment);
    if (!assignment.changed) this.converged = 'labels';
    else {
      const shift = this.centers.reduce((sum, value, i) => sum + (value - centers[i]!) ** 2, 0);
      if (shift <= this.#leastShift) this.converged = 'shift';
    }
  }

  /** Makes labels and inertia fit the centres where they are now. */
  finish(): void {
    this.inertia = assignPoints(this.#points, this.centers, this.labels).inertia;
  }
}

/** Variance of each dimension, and the mean of these. */
function meanVariance(points: Points): number {
  const { dimensions, weights } = points;
  const origin = Float64Array.from(points.values.subarray(0, dimensions)); // so that no digits are lost
  const sums = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  let total = 0;
  forEachBlock(points, ({ values, from, count }) => {
    for (let i = 0, at = 0; i < count; i++) {
      const weight = weights === undefined ? 1 : weights[from + i]!;
      total += weight;
      for (let d = 0; d < dimensions; d++, at++) {
        const value = values[at]! - origin[d]!;
        sums[d]! += weight * value;
        squares[d]! += weight * value * value;
      }
    }
  });
  const variances = sums.map((sum, d) => Math.max(0, squares[d]! / total - (sum / total) ** 2));
  return variances.reduce((sum, variance) => sum + variance, 0) / dimensions;
}
