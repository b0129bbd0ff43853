import type { PixelConversion } from './pixel-conversion.ts';

/** @source IEC 61966-2-1, the transfer function of sRGB */
export const srgbToLinear: PixelConversion = (pixel) => {
  for (let i = 0; i < 3; i++) {
    const value = pixel[i]!;
    pixel[i] = value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
  }
};

/** The inverse of {@link srgbToLinear}; what is out of the gamut is clipped to 0..1, as scikit-image does. */
export const linearToSrgb: PixelConversion = (pixel) => {
  for (let i = 0; i < 3; i++) {
    const value = pixel[i]!;
    const coded = value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : value * 12.92;
    pixel[i] = coded < 0 ? 0 : Math.min(coded, 1);
  }
};
