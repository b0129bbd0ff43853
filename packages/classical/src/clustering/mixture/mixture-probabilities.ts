import { PictureError } from '@cv/image';
import { forEachBlock } from '../point-blocks.ts';
import { type Points, pointCount, requirePoints } from '../points.ts';
import { MixtureDensity } from './mixture-density.ts';
import type { MixtureParameters } from './mixture-parameters.ts';

/**
 * How much each component of a mixture has to do with each point.
 *
 * @returns `count * k` numbers from 0 to 1; those of a point add up to 1
 * @throws {PictureError} `length` for points of other dimensions than the mixture, or that are none, `value` for NaN or infinite ones
 * @source `sklearn.mixture.GaussianMixture.predict_proba`
 * @example
 * const points = pixelFeatures(photo);
 * const probabilities = mixtureProbabilities(points, gaussianMixture(points, { k: 2 }));
 */
export function mixtureProbabilities(points: Points, mixture: MixtureParameters): Float64Array {
  requirePoints('mixtureProbabilities', points);
  const k = mixture.weights.length;
  const { dimensions } = points;
  if (mixture.means.length !== k * dimensions) {
    const message = `mixtureProbabilities: points have ${dimensions} dimensions, the mixture ${mixture.means.length / k}`;
    throw new PictureError('length', message, { expected: mixture.means.length / k, received: dimensions });
  }
  const density = new MixtureDensity('mixtureProbabilities', mixture);
  const probabilities = new Float64Array(pointCount(points) * k);
  forEachBlock(points, ({ values, from, count }) => {
    for (let i = 0; i < count; i++) {
      density.evaluate(values, i * dimensions, probabilities.subarray((from + i) * k, (from + i + 1) * k));
    }
  });
  return probabilities;
}
