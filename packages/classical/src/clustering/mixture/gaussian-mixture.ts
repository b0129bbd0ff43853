import { kMeans } from '../k-means/k-means.ts';
import { forEachBlock } from '../point-blocks.ts';
import { type Points, pointCount, requirePoints } from '../points.ts';
import { MixtureDensity } from './mixture-density.ts';
import { type GaussianMixtureOptions, type SettledMixtureOptions, settleMixtureOptions } from './mixture-options.ts';
import { covarianceSize, freeParameters, type MixtureParameters } from './mixture-parameters.ts';
import { MixtureSums } from './mixture-sums.ts';

/** What {@link gaussianMixture} gives. */
export interface GaussianMixtureResult extends MixtureParameters {
  /** The likeliest component of each point, from 0. */
  readonly labels: Int32Array;
  /** Mean logarithm of the density at the points. */
  readonly logLikelihood: number;
  /** Bayesian information criterion; smaller is better. */
  readonly bic: number;
  /** Akaike's information criterion; smaller is better. */
  readonly aic: number;
  readonly iterations: number;
  /** False where it was still improving after the last iteration. */
  readonly converged: boolean;
}

/**
 * Fits a sum of `k` normal distributions to points by expectation and maximisation: clusters that may be long, of different size, and overlap.
 *
 * @param points weights count as so many points
 * @returns 4 bytes per point besides the parameters, and what {@link kMeans} needs to start
 * @throws {PictureError} `length` and `value` for points that are none; `option` for options that are none, or a covariance that is not positive definite
 * @source Dempster, Laird, Rubin 1977: Maximum likelihood from incomplete data via the EM algorithm; `sklearn.mixture.GaussianMixture`, to 1e-5 given the
 *   same start; a component that loses all points stays where it is
 * @example
 * const { points, bins } = colorBins(photo);
 * const { labels, bic } = gaussianMixture(points, { k: 3 });
 */
export function gaussianMixture(points: Points, options: GaussianMixtureOptions): GaussianMixtureResult {
  requirePoints('gaussianMixture', points);
  const settled = settleMixtureOptions(options, points.dimensions);
  const { k, kind, maxIterations, tolerance, regularization } = settled;
  let parameters = startOf(points, settled);
  let likelihood = Number.NEGATIVE_INFINITY;
  let converged = false;
  let iterations = 0;
  while (!converged && iterations < maxIterations) {
    const sums = new MixtureSums(parameters);
    const next = visit(points, parameters, (values, at, { shares, weight }) => {
      for (let c = 0; c < k; c++) sums.add(values, at, { c, share: weight * shares[c]! });
    });
    parameters = sums.parameters(regularization);
    iterations++;
    converged = Math.abs(next.logLikelihood - likelihood) < tolerance;
    likelihood = next.logLikelihood;
  }
  const labels = new Int32Array(pointCount(points));
  const { logLikelihood, total } = visit(points, parameters, (_, __, { shares, i }) => {
    for (let c = 1; c < k; c++) if (shares[c]! > shares[labels[i]!]!) labels[i] = c;
  });
  const free = freeParameters(kind, { k, dimensions: points.dimensions });
  const bic = -2 * logLikelihood * total + free * Math.log(total);
  const aic = -2 * logLikelihood * total + 2 * free;
  return { ...parameters, labels, logLikelihood, bic, aic, iterations, converged };
}

interface Visited {
  /** How much each component has to do with the point; used again for the next. */
  readonly shares: Float64Array;
  readonly weight: number;
  readonly i: number;
}

/** Goes through all points with what the mixture says of them. */
function visit(
  points: Points,
  parameters: MixtureParameters,
  look: (values: Float64Array, at: number, visited: Visited) => void,
): { readonly logLikelihood: number; readonly total: number } {
  const density = new MixtureDensity('gaussianMixture', parameters);
  const visited = { shares: new Float64Array(parameters.weights.length), weight: 1, i: 0 };
  let sum = 0;
  let total = 0;
  forEachBlock(points, ({ values, from, count }) => {
    for (let n = 0; n < count; n++) {
      const at = n * points.dimensions;
      visited.i = from + n;
      visited.weight = points.weights === undefined ? 1 : points.weights[visited.i]!;
      sum += visited.weight * density.evaluate(values, at, visited.shares);
      total += visited.weight;
      look(values, at, visited);
    }
  });
  return { logLikelihood: sum / total, total };
}

function startOf(points: Points, options: SettledMixtureOptions): MixtureParameters {
  const { k, kind, init, seed, regularization } = options;
  const { dimensions } = points;
  const even = new Float64Array(k).fill(1 / k);
  const none = new Float64Array(k * covarianceSize(kind, dimensions));
  if (init === 'k-means') {
    const { labels, centers } = kMeans(points, { k, seed });
    const sums = new MixtureSums({ weights: even, means: centers, covariances: none, kind });
    forEachPoint(points, (values, at, { i, weight }) => sums.add(values, at, { c: labels[i]!, share: weight }));
    return sums.parameters(regularization);
  }
  const weights = Float64Array.from(init.weights ?? even);
  const means = Float64Array.from(init.means);
  if (init.covariances !== undefined) return { weights, means, kind, covariances: Float64Array.from(init.covariances) };
  const one = { weights: Float64Array.of(1), means: means.slice(0, dimensions), covariances: none };
  const sums = new MixtureSums({ ...one, kind: kind === 'spherical' ? kind : 'diagonal' });
  forEachPoint(points, (values, at, { weight }) => sums.add(values, at, { c: 0, share: weight }));
  const { covariances } = sums.parameters(regularization);
  const size = covarianceSize(kind, dimensions);
  const diagonal = kind === 'full' ? dimensions + 1 : 1;
  for (let c = 0; c < k; c++) {
    for (const [d, variance] of covariances.entries()) none[c * size + d * diagonal] = variance;
  }
  return { weights, means, kind, covariances: none };
}

function forEachPoint(
  points: Points,
  look: (values: Float64Array, at: number, point: { readonly i: number; readonly weight: number }) => void,
): void {
  forEachBlock(points, ({ values, from, count }) => {
    for (let n = 0; n < count; n++) {
      const i = from + n;
      look(values, n * points.dimensions, { i, weight: points.weights === undefined ? 1 : points.weights[i]! });
    }
  });
}
