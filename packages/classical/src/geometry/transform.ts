import { PictureError } from '@cv/image';

/**
 * A projective transform of points: a 3 x 3 matrix, row after row. `x' = (m0 x + m1 y + m2) / w`, `y' = (m3 x + m4 y + m5) / w` with
 * `w = m6 x + m7 y + m8`. Whole numbers are centres of pixels, x to the right, y down; affine ones end in `0, 0, 1`.
 */
export type Transform = readonly [number, number, number, number, number, number, number, number, number];

/**
 * The transform that does one after the other.
 *
 * @throws {PictureError} `option` for what is no list of nine finite numbers
 * @example
 * const turnedAndMoved = composeTransforms(turned, moved);
 */
export function composeTransforms(first: Transform, ...then: readonly Transform[]): Transform {
  requireTransform('composeTransforms', first);
  return then.reduce((before, after) => {
    requireTransform('composeTransforms', after);
    const at = (row: number, column: number): number =>
      after[3 * row]! * before[column]! +
      after[3 * row + 1]! * before[3 + column]! +
      after[3 * row + 2]! * before[6 + column]!;
    return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)];
  }, first);
}

/**
 * The way back.
 *
 * @throws {PictureError} `option` when there is none: the transform flattens the picture to a line or a point
 * @example
 * const back = invertTransform(transform);
 */
export function invertTransform(transform: Transform): Transform {
  requireTransform('invertTransform', transform);
  const [a, b, c, d, e, f, g, h, i] = transform;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const terms = [a * e * i, a * f * h, b * d * i, b * f * g, c * d * h, c * e * g];
  if (Math.abs(determinant) <= 1e-14 * Math.max(...terms.map(Math.abs))) {
    const message = 'invertTransform: the transform flattens the plane (its determinant is 0) and has no way back';
    throw new PictureError('option', message, { determinant });
  }
  const over = (value: number): number => value / determinant;
  return [
    over(e * i - f * h),
    over(c * h - b * i),
    over(b * f - c * e),
    over(f * g - d * i),
    over(a * i - c * g),
    over(c * d - a * f),
    over(d * h - e * g),
    over(b * g - a * h),
    over(a * e - b * d),
  ];
}

/** @throws {PictureError} `option` for what is no list of nine finite numbers */
function requireTransform(where: string, transform: Transform): void {
  if (transform.length === 9 && transform.every(Number.isFinite)) return;
  const message = `${where}: a transform is nine finite numbers, received ${transform.join(', ')}`;
  throw new PictureError('option', message, { transform });
}
