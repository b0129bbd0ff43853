import type { PixelArray } from '@cv/image';

/** Writes a line of float64 sums into pixels. */
export interface LineWriter {
  (line: Float64Array, at: number): void;
  /** What it does, where that is no more than rounding `scale * sum + bias`, so that a kernel can do it; floats are not scaled. */
  readonly into?: { readonly data: PixelArray; readonly scale: number; readonly bias: number };
}

/**
 * How the number format of `data` takes sums: integers round to nearest, halves to even, and saturate, as OpenCV's `saturate_cast`.
 */
export function lineWriter(data: PixelArray): LineWriter {
  if (data instanceof Uint8Array) return scaledWriter(data, 1, 0);
  const into = { data, scale: 1, bias: 0 };
  if (data instanceof Uint16Array)
    return Object.assign((line: Float64Array, at: number) => writeUint16(data, line, at), { into });
  return Object.assign((line: Float64Array, at: number) => data.set(line, at), { into });
}

/** `scale * sum + bias` as bytes, rounded to nearest, halves to even. */
export function scaledWriter(data: Uint8Array, scale: number, bias: number): LineWriter {
  const clamped = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length); // rounds and saturates just so
  const write = (line: Float64Array, at: number): void => {
    // A loop is three times as fast as `set`.
    for (let j = 0; j < line.length; j++) clamped[at + j] = line[j]! * scale + bias;
  };
  return Object.assign(write, { into: { data, scale, bias } });
}

const MAGIC = 2 ** 52; // adding it rounds away all fractions, halves to even

function writeUint16(data: Uint16Array, line: Float64Array, at: number): void {
  for (let j = 0; j < line.length; j++) {
    const value = line[j]!;
    data[at + j] = value > 0 ? (value < 65535 ? value + MAGIC - MAGIC : 65535) : 0;
  }
}
