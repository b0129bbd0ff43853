/**
 * Shape of the components: any ellipsoid (`full`), one along the axes (`diagonal`), or a ball (`spherical`).
 */
export type CovarianceKind = 'full' | 'diagonal' | 'spherical';

/** A weighted sum of normal distributions. */
export interface MixtureParameters {
  /** Part of each of the k components; they add up to 1. */
  readonly weights: Float64Array;
  /** `k * dimensions`. */
  readonly means: Float64Array;
  /** `k * dimensions * dimensions` for `full`, `k * dimensions` variances for `diagonal`, k variances for `spherical`. */
  readonly covariances: Float64Array;
  readonly kind: CovarianceKind;
}

/** Numbers per covariance. */
export function covarianceSize(kind: CovarianceKind, dimensions: number): number {
  return { full: dimensions * dimensions, diagonal: dimensions, spherical: 1 }[kind];
}

/** Numbers that are free in a mixture of k components. */
export function freeParameters(kind: CovarianceKind, { k, dimensions }: { k: number; dimensions: number }): number {
  const shape = { full: (dimensions * (dimensions + 1)) / 2, diagonal: dimensions, spherical: 1 }[kind];
  return k * (shape + dimensions + 1) - 1;
}
