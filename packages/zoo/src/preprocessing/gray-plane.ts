import { convertPicture, dropAlpha, type Picture, toGray } from '@cv/image';

/** One channel of a picture, 0 (black) to 1 (white), rows from the top. */
export interface Plane {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The luma of a picture of any number format, layout and range. A picture with alpha is laid on black when what is
 * visible is light, else on white: so a drawing on a transparent ground stays visible whatever its colour.
 */
export function grayPlane(picture: Picture): Plane {
  const gray = toGray(picture);
  const unit = convertPicture(gray, { dtype: 'float32', layout: 'interleaved', range: [0, 1] });
  const opaque = unit.hasAlpha ? dropAlpha(unit, { background: visibleMean(unit.data) > 0.5 ? 0 : 1 }) : unit;
  return { data: opaque.data, width: opaque.width, height: opaque.height };
}

/** Mean of the first of two channels, weighted by the second; black when all is transparent. */
function visibleMean(grayAlpha: Float32Array): number {
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < grayAlpha.length; i += 2) {
    sum += grayAlpha[i]! * grayAlpha[i + 1]!;
    weight += grayAlpha[i + 1]!;
  }
  return weight === 0 ? 0 : sum / weight;
}
