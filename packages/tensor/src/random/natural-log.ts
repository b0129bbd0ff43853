const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const words = new DataView(new ArrayBuffer(8));

/**
 * Natural logarithm from additions and multiplications only: `Math.log` may differ in the last bit between JavaScript
 * engines, and a seed must mean the same numbers everywhere.
 *
 * ln(2^k m) = k ln 2 + 2 atanh(s), s = (m - 1) / (m + 1), sqrt(1/2) <= m < sqrt(2), as an odd series in s (|s| <= 0.172).
 *
 * @param x a positive, normal number
 * @returns ln(x), relative error below 1e-15
 */
export function naturalLog(x: number): number {
  words.setFloat64(0, x);
  const high = words.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  words.setUint32(0, (high & 0x000fffff) | (1023 << 20));
  let mantissa = words.getFloat64(0);
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    exponent += 1;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let odd = 21; odd >= 1; odd -= 2) series = series * square + 1 / odd;
  return exponent * LN2_HIGH + (2 * s * series + exponent * LN2_LOW);
}
