import type { Picture, PixelArray } from '@cv/image';
import { linearToLab } from '../../color/lab.ts';
import { linearOf } from '../../color/linear-rgb.ts';
import { interleavedValues } from '../interleaved-values.ts';

/** The numbers in which SLIC compares colours, over the compactness: `channels` for each pixel. In float64, as the labels hang on it. */
export function slicColors(picture: Picture, compactness: number): Float64Array {
  const values = interleavedValues(picture);
  const ratio = 1 / compactness;
  if (picture.colorSpace !== 'gray' && picture.colorSpace !== 'srgb') {
    return Float64Array.from(values, (value) => value * ratio);
  }
  const { low, span } = extent(values);
  const scale = scaleOf(values);
  const color = picture.channels === 3;
  const colors = new Float64Array(values.length);
  if (values instanceof Float32Array) {
    for (let i = 0; i < values.length; i++) colors[i] = (values[i]! - low) / span;
    if (color) for (let i = 0; i < colors.length; i++) colors[i] = linearOf(colors[i]!);
  } else {
    // Each of the values that there can be is worked out once.
    const table = Float64Array.from({ length: scale + 1 }, (_, value) => (value / scale - low) / span);
    if (color) for (let i = 0; i < table.length; i++) table[i] = linearOf(table[i]!);
    for (let i = 0; i < values.length; i++) colors[i] = table[values[i]!]!;
  }
  if (color) toLab(colors);
  for (let i = 0; i < colors.length; i++) colors[i]! *= ratio;
  return colors;
}

/** The largest number of an integer format. */
function scaleOf(values: PixelArray): number {
  if (values instanceof Uint8Array) return 255;
  return values instanceof Uint16Array ? 65535 : 1;
}

/** Smallest value and how far the largest is above it, in parts of the number format; 1 where all are one value. */
function extent(values: PixelArray): { readonly low: number; readonly span: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]!);
    most = Math.max(most, values[i]!);
  }
  const scale = scaleOf(values);
  const low = least / scale;
  return { low, span: most > least ? most / scale - low : 1 };
}

/** Linear red, green and blue become Lab, some thousand pixels at a time. */
function toLab(colors: Float64Array): void {
  const pixels = colors.length / 3;
  const block = Math.min(4096, pixels);
  const three = [0, 1, 2].map(() => new Float64Array(block));
  for (let first = 0; first < pixels; first += block) {
    const count = Math.min(block, pixels - first);
    const [r, g, b] = three.map((values) => values.subarray(0, count)) as [Float64Array, Float64Array, Float64Array];
    for (let i = 0, at = 3 * first; i < count; i++) {
      r[i] = colors[at++]!;
      g[i] = colors[at++]!;
      b[i] = colors[at++]!;
    }
    linearToLab(r, g, b);
    for (let i = 0, at = 3 * first; i < count; i++) {
      colors[at++] = r[i]!;
      colors[at++] = g[i]!;
      colors[at++] = b[i]!;
    }
  }
}
