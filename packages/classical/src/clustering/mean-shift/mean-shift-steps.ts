import { type Points, requirePoints } from '../points.ts';
import { type MeanShiftOptions, meanShiftSeeds, settleMeanShiftOptions } from './mean-shift-options.ts';
import { PointGrid } from './point-grid.ts';

/** One step of all mean shifts. */
export interface MeanShiftStep {
  /** 0 shows the starts. */
  readonly iteration: number;
  /** Where each is now, `starts * dimensions` numbers. */
  readonly means: Float64Array;
  /** How many still move. */
  readonly moving: number;
}

/**
 * The mean shifts of {@link meanShiftCluster}, all of them step by step: for showing how they climb to the peaks.
 *
 * @throws {PictureError} as {@link meanShiftCluster}, when the first step is asked for
 * @example
 * const points = { values: Float64Array.of(1, 2, 8, 9), dimensions: 1 };
 * for (const { means, moving } of meanShiftSteps(points, { bandwidth: 3 })) console.log([...means], moving);
 */
export function* meanShiftSteps(points: Points, options: MeanShiftOptions): Generator<MeanShiftStep, void, undefined> {
  requirePoints('meanShiftSteps', points);
  const settled = settleMeanShiftOptions('meanShiftSteps', options);
  const { dimensions } = points;
  const means = meanShiftSeeds(points, settled);
  const grid = new PointGrid(points, settled.bandwidth);
  let moving = Array.from({ length: means.length / dimensions }, (_, i) =>
    means.subarray(i * dimensions, (i + 1) * dimensions),
  );
  yield { iteration: 0, means: means.slice(), moving: moving.length };
  for (let iteration = 1; moving.length > 0 && iteration <= settled.maxIterations + 1; iteration++) {
    moving = moving.filter((place) => {
      const before = place.slice();
      grid.meanAround(before, place);
      const moved = place.reduce((sum, value, d) => sum + (value - before[d]!) ** 2, 0);
      return Math.sqrt(moved) > 1e-3 * settled.bandwidth;
    });
    yield { iteration, means: means.slice(), moving: moving.length };
  }
}
