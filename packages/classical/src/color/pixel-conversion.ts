/** Turns three numbers in place. sRGB and its relatives lie in 0..1; L* in 0..100. */
export type PixelConversion = (pixel: Float64Array) => void;

/** One after the other. */
export const chain =
  (...steps: readonly PixelConversion[]): PixelConversion =>
  (pixel) => {
    for (const step of steps) step(pixel);
  };
