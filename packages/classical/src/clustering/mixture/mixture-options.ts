import { PictureError } from '@cv/image';
import { requireAmount } from '../require-amount.ts';
import { requireCount } from '../require-count.ts';
import { type CovarianceKind, covarianceSize } from './mixture-parameters.ts';

/** Where the components begin. */
export interface MixtureStart {
  /** `k * dimensions` numbers. */
  readonly means: ArrayLike<number>;
  /** k numbers that add up to 1. Default all the same. */
  readonly weights?: ArrayLike<number> | undefined;
  /** As in {@link MixtureParameters}. Default the variances of all points along the axes. */
  readonly covariances?: ArrayLike<number> | undefined;
}

/** How to fit. */
export interface GaussianMixtureOptions {
  /** Number of components, from 1. */
  readonly k: number;
  /** Default `full`. */
  readonly kind?: CovarianceKind | undefined;
  /** Default the clusters of k-means. */
  readonly init?: 'k-means' | MixtureStart | undefined;
  /** Default 100. */
  readonly maxIterations?: number | undefined;
  /** Ends when the mean log-likelihood grows less. Default 1e-3. */
  readonly tolerance?: number | undefined;
  /** Added to the variances, so that they do not vanish. Default 1e-6. */
  readonly regularization?: number | undefined;
  /** Of the random numbers of k-means. Default 0. */
  readonly seed?: number | undefined;
}

/** Options with what was left out. */
export type SettledMixtureOptions = {
  readonly [K in keyof GaussianMixtureOptions]-?: Exclude<GaussianMixtureOptions[K], undefined>;
};

/** @throws {PictureError} `option` for what is none, `length` for a start of another number */
export function settleMixtureOptions(options: GaussianMixtureOptions, dimensions: number): SettledMixtureOptions {
  const { k, kind = 'full', init = 'k-means', maxIterations = 100, tolerance = 1e-3 } = options;
  const { regularization = 1e-6, seed = 0 } = options;
  requireCount('gaussianMixture', 'k', { value: k });
  requireCount('gaussianMixture', 'maxIterations', { value: maxIterations });
  requireAmount('gaussianMixture', 'tolerance', tolerance);
  requireAmount('gaussianMixture', 'regularization', regularization);
  if (kind !== 'full' && kind !== 'diagonal' && kind !== 'spherical') {
    const message = `gaussianMixture: kind must be full, diagonal or spherical, not ${String(kind)}`;
    throw new PictureError('option', message, { kind });
  }
  if (typeof init !== 'string') requireStart(init, { k, kind, dimensions });
  else if (init !== 'k-means') {
    const message = `gaussianMixture: init must be k-means or a start, not ${String(init)}`;
    throw new PictureError('option', message, { init });
  }
  return { k, kind, init, maxIterations, tolerance, regularization, seed };
}

function requireStart(
  { means, weights, covariances }: MixtureStart,
  { k, kind, dimensions }: { readonly k: number; readonly kind: CovarianceKind; readonly dimensions: number },
): void {
  const expected = { means: k * dimensions, weights: k, covariances: k * covarianceSize(kind, dimensions) };
  for (const [name, values] of Object.entries({ means, weights, covariances })) {
    if (values === undefined) continue;
    const length = expected[name as keyof typeof expected];
    if (values.length !== length) {
      const message = `gaussianMixture: ${name} of the start are ${values.length} numbers, expected ${length}`;
      throw new PictureError('length', message, { expected: length, received: values.length });
    }
    if (Array.from(values).every((value) => Number.isFinite(value) && (name !== 'weights' || value > 0))) continue;
    const wanted = name === 'weights' ? 'finite and above 0' : 'finite';
    throw new PictureError('option', `gaussianMixture: ${name} of the start must be ${wanted}`, { [name]: values });
  }
}
