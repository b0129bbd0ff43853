import { PictureError } from '@cv/image';

/** Weights of a filter, row by row. */
export interface Kernel {
  readonly width: number;
  readonly height: number;
  /** `height * width` weights. */
  readonly weights: Float64Array;
}

/**
 * A kernel from rows of numbers.
 *
 * @throws {PictureError} `option` when rows are of different lengths, there are none, or a weight is not finite
 * @example
 * const sharpen = kernelOf([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]);
 */
export function kernelOf(rows: readonly (readonly number[])[]): Kernel {
  const width = rows[0]?.length ?? 0;
  const weights = Float64Array.from(rows.flat());
  if (width === 0 || rows.some(({ length }) => length !== width) || !weights.every(Number.isFinite)) {
    const message = 'kernelOf: expects rows of the same number of finite weights, at least one';
    throw new PictureError('option', message, { rows });
  }
  return { width, height: rows.length, weights };
}

/** @throws {PictureError} `option` for a kernel whose weights are not finite or not `width * height` */
export function requireKernel(where: string, { width, height, weights }: Kernel): void {
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (whole && weights.length === width * height && weights.every(Number.isFinite)) return;
  const message = `${where}: kernel must have width * height finite weights, not ${weights.length} for ${width} x ${height}`;
  throw new PictureError('option', message, { width, height, weights });
}
