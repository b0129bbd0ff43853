import type { LineConversion } from './line-conversion.ts';

/** Tristimulus values of D65 for the observer of 2 degrees. */
const WHITE_X = 0.95047;
const WHITE_Z = 1.08883;
const OFFSET = 16 / 116;

const compress = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + OFFSET);
const expand = (t: number): number => (t > 0.2068966 ? t ** 3 : (t - OFFSET) / 7.787);

/** @source CIE 15:2004, 8.2.1; skimage.color.xyz2lab after rgb2xyz, with their rounded constants */
export const linearToLab: LineConversion = (first, second, third) => {
  for (let i = 0; i < first.length; i++) {
    const r = first[i]!;
    const g = second[i]!;
    const b = third[i]!;
    const x = compress((0.412453 * r + 0.35758 * g + 0.180423 * b) / WHITE_X);
    const y = compress(0.212671 * r + 0.71516 * g + 0.072169 * b);
    const z = compress((0.019334 * r + 0.119193 * g + 0.950227 * b) / WHITE_Z);
    first[i] = 116 * y - 16;
    second[i] = 500 * (x - y);
    third[i] = 200 * (y - z);
  }
};

/** The inverse of {@link linearToLab}; may leave 0..1. A negative Z becomes 0, as in scikit-image. */
export const labToLinear: LineConversion = (first, second, third) => {
  for (let i = 0; i < first.length; i++) {
    const fy = (first[i]! + 16) / 116;
    const x = expand(second[i]! / 500 + fy) * WHITE_X;
    const y = expand(fy);
    const z = expand(Math.max(0, fy - third[i]! / 200)) * WHITE_Z;
    first[i] = 3.240481343200527 * x - 1.537151516271318 * y - 0.498536326168888 * z;
    second[i] = -0.969254949996568 * x + 1.875990001489891 * y + 0.041555926558293 * z;
    third[i] = 0.055646639135177 * x - 0.204041338366511 * y + 1.057311069645344 * z;
  }
};
