import { PictureError, type PixelArray } from '@cv/image';

/** Points of a feature space, such as the colours of pixels. */
export interface Points {
  /** `count * dimensions` finite numbers, point by point. */
  readonly values: PixelArray | Float64Array;
  /** Numbers per point, at least 1. */
  readonly dimensions: number;
  /** How often each point counts, at least 0 and not all 0; 1 each when left out. */
  readonly weights?: Float64Array | undefined;
}

/** How many points there are. */
export const pointCount = ({ values, dimensions }: Points): number => values.length / dimensions;

/**
 * @throws {PictureError} `length` for no points, values that do not fill whole points, or another number of weights; `value` for NaN, infinity, or
 *   a weight below 0
 */
export function requirePoints(where: string, { values, dimensions, weights }: Points): void {
  const count = values.length / dimensions;
  if (!(Number.isInteger(dimensions) && dimensions > 0 && Number.isInteger(count) && count > 0)) {
    const message = `${where}: ${values.length} values are no whole points of ${dimensions} dimensions; expected at least one`;
    throw new PictureError('length', message, { length: values.length, dimensions });
  }
  requireNumbers(where, 'value', values);
  if (weights === undefined) return;
  if (weights.length !== count) {
    throw new PictureError('length', `${where}: ${weights.length} weights for ${count} points; expected one each`, {
      expected: count,
      received: weights.length,
    });
  }
  requireNumbers(where, 'weight', weights);
  if (weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0)) return;
  throw new PictureError('value', `${where}: weights must be at least 0 and not all 0`, {});
}

function requireNumbers(where: string, name: string, values: PixelArray | Float64Array): void {
  if (values instanceof Uint8Array || values instanceof Uint16Array) return;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! - values[i]! === 0) continue;
    const message = `${where}: ${name} ${i} is ${values[i]}, expected finite ones; leave such points out`;
    throw new PictureError('value', message, { index: i, value: values[i] });
  }
}
