import { convertPicture, dropAlpha, type Picture, toRgb } from '@cv/image';
import type { Plane } from './gray-plane.ts';

/**
 * Red, green and blue of a gray or colour picture of any number format, layout and range; what is transparent is white.
 * @throws PictureError for a colour space other than gray and sRGB.
 */
export function colorPlanes(picture: Picture): Plane[] {
  const rgb = convertPicture(toRgb(picture), { dtype: 'float32', layout: 'planar', range: [0, 1] });
  const { data, width, height } = rgb.hasAlpha ? dropAlpha(rgb, { background: 1 }) : rgb;
  const size = width * height;
  return [0, 1, 2].map((channel) => ({ data: data.subarray(channel * size, (channel + 1) * size), width, height }));
}
