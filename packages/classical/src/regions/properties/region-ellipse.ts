/** The ellipse that has the second moments of a region. */
export interface RegionEllipse {
  readonly majorAxisLength: number;
  readonly minorAxisLength: number;
  readonly eccentricity: number;
  readonly orientationRad: number;
}

/** @source skimage.measure.regionprops: eigenvalues of the inertia tensor, axes of 4 standard deviations */
export function regionEllipse({
  varianceX,
  varianceY,
  covariance,
}: {
  readonly varianceX: number;
  readonly varianceY: number;
  readonly covariance: number;
}): RegionEllipse {
  const half = Math.hypot((varianceX - varianceY) / 2, covariance);
  const large = (varianceX + varianceY) / 2 + half;
  // As a quotient, so that the difference of two large numbers costs no digits.
  const small = large === 0 ? 0 : Math.max(0, (varianceX * varianceY - covariance * covariance) / large);
  return {
    majorAxisLength: 4 * Math.sqrt(large),
    minorAxisLength: 4 * Math.sqrt(small),
    eccentricity: large === 0 ? 0 : Math.sqrt(1 - small / large),
    orientationRad: orientation(varianceX - varianceY, covariance),
  };
}

function orientation(difference: number, covariance: number): number {
  if (difference === 0) return covariance > 0 ? Math.PI / 4 : -Math.PI / 4;
  return 0.5 * Math.atan2(2 * covariance, -difference);
}
