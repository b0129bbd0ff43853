/** Lines of numbers that can be compared: integers, or floats. */
export type ExtremeLine = Int32Array | Float64Array;

/** The smaller (or larger) of two lines at each position; `out` may be one of them. */
export type Extreme = (a: ExtremeLine, b: ExtremeLine, out: ExtremeLine) => void;

// Without branches: `d & (d >> 31)` is d where it is negative, else 0.
const lesserInt = (a: ExtremeLine, b: ExtremeLine, out: ExtremeLine): void =>
  lesserInts(a as Int32Array, b as Int32Array, out as Int32Array);
const greaterInt = (a: ExtremeLine, b: ExtremeLine, out: ExtremeLine): void =>
  greaterInts(a as Int32Array, b as Int32Array, out as Int32Array);

function lesserInts(a: Int32Array, b: Int32Array, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) {
    const d = a[i]! - b[i]!;
    out[i] = b[i]! + (d & (d >> 31));
  }
}

function greaterInts(a: Int32Array, b: Int32Array, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) {
    const d = a[i]! - b[i]!;
    out[i] = a[i]! - (d & (d >> 31));
  }
}

// Math.min gives NaN where one is.
function lesserFloat(a: ExtremeLine, b: ExtremeLine, out: ExtremeLine): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.min(a[i]!, b[i]!);
}

function greaterFloat(a: ExtremeLine, b: ExtremeLine, out: ExtremeLine): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i]!, b[i]!);
}

/** How lines of a number format are compared. */
export function extremeOf(which: 'least' | 'most', format: 'integer' | 'float'): Extreme {
  if (format === 'integer') return which === 'least' ? lesserInt : greaterInt;
  return which === 'least' ? lesserFloat : greaterFloat;
}
