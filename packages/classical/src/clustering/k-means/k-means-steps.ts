import { RandomSource } from '../../random/random-source.ts';
import { type Points, requirePoints } from '../points.ts';
import { type KMeansOptions, settleKMeansOptions } from './k-means-options.ts';
import { LloydRun } from './lloyd-run.ts';

/** One step of Lloyd's iteration. */
export interface KMeansStep {
  /** From 1; 0 shows the start, with labels of -1. */
  readonly iteration: number;
  /** The cluster of each point by the centres of the step before. */
  readonly labels: Int32Array;
  /** The means of these clusters. */
  readonly centers: Float64Array;
  /** Of the labels from the centres of the step before; infinite at the start. */
  readonly inertia: number;
  readonly converged: boolean;
}

/**
 * The steps of {@link kMeans} from one start, each with a copy of labels and centres: for showing how it works.
 *
 * @throws {PictureError} as {@link kMeans}, when the first step is asked for
 * @example
 * for (const { iteration, inertia } of kMeansSteps(pixelFeatures(photo), { k: 4 })) console.log(iteration, inertia);
 */
export function* kMeansSteps(
  points: Points,
  options: Omit<KMeansOptions, 'nInit'>,
): Generator<KMeansStep, void, undefined> {
  requirePoints('kMeansSteps', points);
  const settled = settleKMeansOptions('kMeansSteps', options, points.dimensions);
  const run = new LloydRun(points, settled, new RandomSource('kMeansSteps', settled.seed));
  for (let iteration = 0; ; iteration++) {
    if (iteration > 0) run.step();
    const converged = run.converged !== 'no';
    yield { iteration, labels: run.labels.slice(), centers: run.centers.slice(), inertia: run.inertia, converged };
    if (converged || iteration === settled.maxIterations) return;
  }
}
