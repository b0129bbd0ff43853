import { PictureError } from '@cv/image';

/** A stack of pictures: `[depth, height, width, channels]` float32 values, slices from the front, rows from the top. */
export interface Volume {
  readonly data: Float32Array;
  readonly depth: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Weights in three dimensions: `depth * height * width` of them, slice by slice. */
export interface Kernel3d {
  readonly weights: ArrayLike<number>;
  readonly depth: number;
  readonly height: number;
  readonly width: number;
}

/** @throws {PictureError} `size` or `length` when numbers do not fit together */
export function requireVolume(where: string, { data, ...size }: Volume): void {
  const values = Object.entries(size);
  for (const [name, value] of values) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new PictureError('size', `${where}: ${name} must be a whole number of at least 1, not ${value}`, size);
  }
  const expected = values.reduce((product, [, value]) => product * value, 1);
  if (data.length === expected) return;
  const message = `${where}: ${size.depth} x ${size.height} x ${size.width} x ${size.channels} needs ${expected} values, data has ${data.length}`;
  throw new PictureError('length', message, { expected, received: data.length });
}
