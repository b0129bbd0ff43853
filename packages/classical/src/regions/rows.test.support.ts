import { createPicture, type Picture, type PixelArray } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';

/** A gray picture of the values. */
export const grayOf = (width: number, data: PixelArray): Picture =>
  createPicture({ data, width, height: data.length / width, channels: 1 });

/** The same of bytes, one by one. */
export const bytes = (width: number, ...values: number[]): Picture => grayOf(width, Uint8Array.from(values));

/** Labels, one by one. */
export const labelsOf = (width: number, ...labels: number[]): LabelMap => ({
  labels: Int32Array.from(labels),
  width,
  height: labels.length / width,
  count: Math.max(0, ...labels),
});

/** Rows of a drawing: a number for each character, `.` is 0. */
export const drawing = (...rows: readonly string[]): readonly number[] =>
  rows.flatMap((row) => row.split('').map((sign) => (sign === '.' ? 0 : Number(sign))));
