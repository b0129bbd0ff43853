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
  const { low, span } = extent(values, picture);
  const colors = new Float64Array(values.length);
  const scale = values instanceof Uint8Array ? 255 : values instanceof Uint16Array ? 65535 : 1;
  for (let i = 0; i < values.length; i++) colors[i] = (values[i]! / scale - low) / span;
  if (picture.channels === 3) toLab(colors);
  for (let i = 0; i < colors.length; i++) colors[i]! *= ratio;
  return colors;
}

/** Smallest value and how far the largest is above it, in parts of the number format; 1 where all are one value. */
function extent(values: PixelArray, { data }: Picture): { readonly low: number; readonly span: number } {
  const scale = data instanceof Uint8Array ? 255 : data instanceof Uint16Array ? 65535 : 1;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i]!);
    most = Math.max(most, values[i]!);
  }
  const low = least / scale;
  return { low, span: most > least ? most / scale - low : 1 };
}

function toLab(colors: Float64Array): void {
  for (let i = 0; i < colors.length; i += 3) {
    const pixel = colors.subarray(i, i + 3);
    srgbToLinear(pixel);
    linearToLab(pixel);
  }
}
