const SQRT_PI = Math.sqrt(Math.PI);

/**
 * Complementary error function of a number of at least 0, to about 1e-14 relative: the series of erf below 2, where it loses nothing,
 * above it the continued fraction.
 *
 * @source Abramowitz and Stegun 7.1.6 and 7.1.14
 */
function erfc(x: number): number {
  const gauss = Math.exp(-x * x);
  if (x < 2) {
    let [term, sum] = [x, x];
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / SQRT_PI) * gauss * sum;
  }
  let tail = x;
  for (let n = 120; n > 0; n--) tail = x + n / 2 / tail;
  return gauss / (SQRT_PI * tail);
}

/** Probability that a standard normal number is at least as far from 0 as `z`. */
export function twoSidedNormal(z: number): number {
  return z === Number.POSITIVE_INFINITY || z === Number.NEGATIVE_INFINITY ? 0 : erfc(Math.abs(z) / Math.SQRT2);
}

/** How far from 0 a standard normal number is with this probability at most, in (0, 1): 1.96 for 0.95. */
export function normalHalfWidth(confidence: number): number {
  let [low, high] = [0, 40];
  let middle = 20;
  while (low < middle && middle < high) {
    if (1 - twoSidedNormal(middle) < confidence) low = middle;
    else high = middle;
    middle = (low + high) / 2;
  }
  return middle;
}
