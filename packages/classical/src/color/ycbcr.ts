import type { PixelConversion } from './pixel-conversion.ts';

/**
 * Luma and colour differences that fill the whole range, as in JPEG files: grey has 0.5 in both differences (128 / 255 in 8 bits).
 * @source JFIF 1.02; ITU-R BT.601-7, 2.5.1
 */
export const srgbToYcbcr: PixelConversion = (pixel) => {
  const [r, g, b] = pixel as unknown as readonly [number, number, number];
  const luma = 0.299 * r + 0.587 * g + 0.114 * b;
  pixel[0] = luma;
  pixel[1] = (b - luma) / 1.772 + MIDDLE;
  pixel[2] = (r - luma) / 1.402 + MIDDLE;
};

/** The inverse of {@link srgbToYcbcr}; clipped to 0..1. */
export const ycbcrToSrgb: PixelConversion = (pixel) => {
  const [luma, cb, cr] = pixel as unknown as readonly [number, number, number];
  const r = luma + 1.402 * (cr - MIDDLE);
  const b = luma + 1.772 * (cb - MIDDLE);
  const g = (luma - 0.299 * r - 0.114 * b) / 0.587;
  pixel[0] = clip(r);
  pixel[1] = clip(g);
  pixel[2] = clip(b);
};

/** 128 of 255: the middle of 8 bits, where JPEG puts grey. */
const MIDDLE = 128 / 255;

const clip = (value: number): number => (value < 0 ? 0 : Math.min(value, 1));
