import type { LineConversion } from './line-conversion.ts';

/** @source IEC 61966-2-1, the transfer function of sRGB */
export const linearOf = (value: number): number => (value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92);

/** The inverse of {@link linearOf}; what is out of the gamut is clipped to 0..1, as scikit-image does. */
function codeOf(value: number): number {
  const coded = value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : value * 12.92;
  return coded < 0 ? 0 : Math.min(coded, 1);
}

export const srgbToLinear: LineConversion = (...line) => {
  for (const values of line) for (let i = 0; i < values.length; i++) values[i] = linearOf(values[i]!);
};

export const linearToSrgb: LineConversion = (...line) => {
  for (const values of line) for (let i = 0; i < values.length; i++) values[i] = codeOf(values[i]!);
};
