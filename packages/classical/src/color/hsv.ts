import type { PixelConversion } from './pixel-conversion.ts';

/**
 * Hue in 0..1 (1 is 360 degrees; red 0, green 1/3, blue 2/3), saturation, value.
 * @source Smith 1978: Color gamut transform pairs; skimage.color.rgb2hsv
 */
export const srgbToHsv: PixelConversion = (pixel) => {
  const [r, g, b] = pixel as unknown as readonly [number, number, number];
  const value = Math.max(r, g, b);
  const delta = value - Math.min(r, g, b);
  pixel[2] = value;
  pixel[1] = delta === 0 ? 0 : delta / value;
  if (delta === 0) {
    pixel[0] = 0;
    return;
  }
  // Of equal largest ones the last counts, as in scikit-image.
  const sixths = value === b ? 4 + (r - g) / delta : value === g ? 2 + (b - r) / delta : (g - b) / delta;
  pixel[0] = (((sixths / 6) % 1) + 1) % 1;
};

/** The inverse of {@link srgbToHsv}; hues wrap around. */
export const hsvToSrgb: PixelConversion = (pixel) => {
  const [hue, saturation, value] = pixel as unknown as readonly [number, number, number];
  const sixth = Math.floor(hue * 6);
  const f = hue * 6 - sixth;
  const p = value * (1 - saturation);
  const q = value * (1 - f * saturation);
  const t = value * (1 - (1 - f) * saturation);
  const choices = [
    [value, t, p],
    [q, value, p],
    [p, value, t],
    [p, q, value],
    [t, p, value],
    [value, p, q],
  ] as const;
  pixel.set(choices[((sixth % 6) + 6) % 6]!);
};
