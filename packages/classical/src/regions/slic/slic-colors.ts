import type { Picture, PixelArray } from '@cv/image';
import { linearToLab } from '../../color/lab.ts';
import { srgbToLinear } from '../../color/linear-rgb.ts';
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
    if (color) linearize(colors);
  } else {
    // Each of the values that there can be is worked out once.
    const table = Float64Array.from({ length: scale + 1 }, (_, value) => (value / scale - low) / span);
    if (color) linearize(table);
    for (let i = 0; i < values.length; i++) colors[i] = table[values[i]!]!;
  }
  if (color) for (let i = 0; i < colors.length; i += 3) linearToLab(colors.subarray(i, i + 3));
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

function linearize(values: Float64Array): void {
  const three = new Float64Array(3);
  for (let i = 0; i < values.length; i++) {
    three[0] = values[i]!;
    srgbToLinear(three);
    values[i] = three[0]!;
  }
}
