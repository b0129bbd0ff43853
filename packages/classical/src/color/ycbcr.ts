import type { LineConversion } from './line-conversion.ts';

/**
 * Luma and colour differences that fill the whole range, as in JPEG files: grey has 0.5 in both differences (128 / 255 in 8 bits).
 * @source JFIF 1.02; ITU-R BT.601-7, 2.5.1
 */
export const srgbToYcbcr: LineConversion = (first, second, third) => {
  for (let i = 0; i < first.length; i++) {
    const r = first[i]!;
    const b = third[i]!;
    const luma = 0.299 * r + 0.587 * second[i]! + 0.114 * b;
    first[i] = luma;
    second[i] = (b - luma) / 1.772 + MIDDLE;
    third[i] = (r - luma) / 1.402 + MIDDLE;
  }
};

/** The inverse of {@link srgbToYcbcr}; clipped to 0..1. */
export const ycbcrToSrgb: LineConversion = (first, second, third) => {
  for (let i = 0; i < first.length; i++) {
    const luma = first[i]!;
    const r = luma + 1.402 * (third[i]! - MIDDLE);
    const b = luma + 1.772 * (second[i]! - MIDDLE);
    const g = (luma - 0.299 * r - 0.114 * b) / 0.587;
    first[i] = clip(r);
    second[i] = clip(g);
    third[i] = clip(b);
  }
};

/** 128 of 255: the middle of 8 bits, where JPEG puts grey. */
const MIDDLE = 128 / 255;

const clip = (value: number): number => (value < 0 ? 0 : Math.min(value, 1));
