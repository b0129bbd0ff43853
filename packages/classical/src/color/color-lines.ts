import type { PixelArray } from '@cv/image';

/** How numbers of a picture are meant: 0..1 times `scale`, plus `low`. */
export interface Scale {
  readonly scale: number;
  readonly low: number;
}

/** What every whole number of a format means. @param of what is made of it at once */
export function tableOf(
  data: Uint8Array | Uint16Array,
  { scale, low }: Scale,
  of: (value: number) => number,
): Float64Array {
  return Float64Array.from({ length: 1 << (8 * data.BYTES_PER_ELEMENT) }, (_, value) => of((value - low) / scale));
}

/** A line of whole numbers, `step` apart. */
export function lookUp(data: PixelArray, at: number, step: number, table: Float64Array, values: Float64Array): void {
  for (let i = 0; i < values.length; i++, at += step) values[i] = table[data[at]!]!;
}

/** A line of other numbers. */
export function loadFloats(
  data: PixelArray,
  at: number,
  step: number,
  { scale, low }: Scale,
  values: Float64Array,
): void {
  for (let i = 0; i < values.length; i++, at += step) values[i] = (data[at]! - low) / scale;
}

/** Writes a line in the number format of `out`; whole numbers are rounded to nearest, halves up, and clipped to the range. */
export function store(values: Float64Array, { scale, low }: Scale, out: PixelArray, at: number, step: number): void {
  if (out instanceof Float32Array) storeFloats(values, scale, low, out, at, step);
  else storeWhole(values, scale, low, out, at, step);
}

function storeFloats(
  values: Float64Array,
  scale: number,
  low: number,
  out: Float32Array,
  at: number,
  step: number,
): void {
  for (let i = 0; i < values.length; i++, at += step) out[at] = low + values[i]! * scale;
}

function storeWhole(
  values: Float64Array,
  scale: number,
  low: number,
  out: Uint8Array | Uint16Array,
  at: number,
  step: number,
): void {
  const most = low + scale;
  for (let i = 0; i < values.length; i++, at += step) {
    const value = low + values[i]! * scale + 0.5; // what is stored is cut off
    out[at] = value > low ? Math.min(value, most) : low;
  }
}
