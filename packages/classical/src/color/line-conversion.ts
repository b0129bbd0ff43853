/** Turns a line of colours in place, whose three numbers stand in three arrays. sRGB and its relatives lie in 0..1; L* in 0..100. */
export type LineConversion = (first: Float64Array, second: Float64Array, third: Float64Array) => void;

/** One after the other. */
export const chain =
  (...steps: readonly LineConversion[]): LineConversion =>
  (first, second, third) => {
    for (const step of steps) step(first, second, third);
  };
