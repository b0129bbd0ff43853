/**
 * Weights of a sampled Gaussian, `exp(-x^2 / (2 sigma^2))` at whole pixels, divided by their sum.
 * @param radius weights on each side of the middle
 * @returns `2 radius + 1` weights; `[1]` for sigma 0
 * @source scipy.ndimage, _gaussian_kernel1d with order 0
 */
export function gaussianWeights(sigmaPx: number, radius: number): Float64Array {
  if (sigmaPx === 0) return Float64Array.of(1);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp((-0.5 / (sigmaPx * sigmaPx)) * (i - radius) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
