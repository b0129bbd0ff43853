import { convertPicture, type Picture, type PixelArray } from '@cv/image';

/** The values with all channels of a pixel side by side: those of the picture itself where they lie so. */
export function interleavedValues(picture: Picture): PixelArray {
  if (picture.layout === 'interleaved' || picture.channels === 1) return picture.data;
  return convertPicture(picture, { layout: 'interleaved' }).data;
}
