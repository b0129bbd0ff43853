/** Enough to write any double with at most 20 digits before its last one. */
const EXACT_DIGITS = 80;

/** A number with so many digits behind the point, halves to even as in C and Python; `toFixed` rounds halves up. */
export function fixedPoint(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : String(value);
  const rounded = value.toFixed(digits);
  const exact = value.toFixed(digits + EXACT_DIGITS);
  const isHalf = /^50*$/.test(exact.slice(-EXACT_DIGITS));
  const isOdd = /[13579]$/.test(rounded);
  return isHalf && isOdd ? exact.slice(0, -EXACT_DIGITS).replace(/\.$/, '') : rounded;
}
