import type { LineConversion } from './line-conversion.ts';

/**
 * Hue in 0..1 (1 is 360 degrees; red 0, green 1/3, blue 2/3), saturation, value.
 * @source Smith 1978: Color gamut transform pairs; skimage.color.rgb2hsv
 */
export const srgbToHsv: LineConversion = (first, second, third) => {
  for (let i = 0; i < first.length; i++) {
    const r = first[i]!;
    const g = second[i]!;
    const b = third[i]!;
    const value = Math.max(r, g, b);
    const delta = value - Math.min(r, g, b);
    third[i] = value;
    if (delta === 0) {
      first[i] = 0;
      second[i] = 0;
      continue;
    }
    second[i] = delta / value;
    // Of equal largest ones the last counts, as in scikit-image.
    const sixths = value === b ? 4 + (r - g) / delta : value === g ? 2 + (b - r) / delta : (g - b) / delta;
    const turns = sixths / 6; // from -1/6 to 5/6
    first[i] = turns < 0 ? (turns % 1) + 1 : turns;
  }
};

/** The inverse of {@link srgbToHsv}; hues wrap around. */
export const hsvToSrgb: LineConversion = (first, second, third) => {
  for (let i = 0; i < first.length; i++) {
    const hue = first[i]!;
    const saturation = second[i]!;
    const value = third[i]!;
    const sixth = Math.floor(hue * 6);
    const f = hue * 6 - sixth;
    const p = value * (1 - saturation);
    const q = value * (1 - f * saturation);
    const t = value * (1 - (1 - f) * saturation);
    const side = ((sixth % 6) + 6) % 6;
    // A hue that is NaN is on no side.
    first[i] = side === 0 || side === 5 ? value : side === 1 ? q : side === 4 ? t : side >= 0 ? p : hue;
    second[i] = side === 1 || side === 2 ? value : side === 0 ? t : side === 3 ? q : side >= 0 ? p : hue;
    third[i] = side === 3 || side === 4 ? value : side === 2 ? t : side === 5 ? q : side >= 0 ? p : hue;
  }
};
