import { createPicture, type Picture } from '@cv/image';
import type * as cv from '../index.ts';

/** A label in the middle of each square of 40 pixels, and in the first pixel. */
export function gridMarkers({ width, height }: Picture): cv.LabelMap {
  const labels = new Int32Array(width * height);
  let count = 1;
  labels[0] = count;
  for (let y = 20; y < height; y += 40) for (let x = 20; x < width; x += 40) labels[y * width + x] = ++count;
  return { labels, width, height, count };
}

/** 1 but for a frame and a lattice of lines, so that there are shapes. */
export function lattice({ width, height }: Picture): Picture<Uint8Array> {
  const data = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) data[i] = x % 50 && y % 50 ? 1 : 0;
  return createPicture({ data, width, height, channels: 1, range: [0, 1] });
}

export function last<T>(steps: Iterable<T>): T | undefined {
  let result: T | undefined;
  for (const step of steps) result = step;
  return result;
}
