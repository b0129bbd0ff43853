import type { Picture } from '@cv/image';

/** Mean and unbiased variance of a sample. */
export interface SampleMoments {
  readonly mean: number;
  readonly variance: number;
}

/** Of the pixels in squares of `2 * radius + 1` around all starts; beyond the rim the nearest pixel counts again. */
export function windowMoments(picture: Picture, starts: Int32Array, radius: number): SampleMoments {
  const values = Array.from(starts, (start) => windowValues(picture, start, radius)).flat();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: values.length > 1 ? squares / (values.length - 1) : 0 };
}

function windowValues({ data, width, height }: Picture, start: number, radius: number): readonly number[] {
  const left = start % width;
  const top = (start - left) / width;
  const values: number[] = [];
  for (let y = top - radius; y <= top + radius; y++) {
    const row = Math.min(height - 1, Math.max(0, y)) * width;
    for (let x = left - radius; x <= left + radius; x++) values.push(data[row + Math.min(width - 1, Math.max(0, x))]!);
  }
  return values;
}
