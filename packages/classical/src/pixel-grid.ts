import { createPicture, type Picture, type PixelArray } from '@cv/image';

/**
 * An array of pixels as the filters see it: `planes` blocks of `rows` lines of `columns` pixels of `channels` values. A planar picture has
 * a plane for each channel, an interleaved one has all channels in each pixel.
 */
export interface PixelGrid {
  readonly data: PixelArray;
  readonly planes: number;
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
}

/** The pixels of a picture, not copied. */
export function asGrid({ data, width, height, channels, layout }: Picture): PixelGrid {
  const size = { data, rows: height, columns: width };
  return layout === 'interleaved' ? { ...size, planes: 1, channels } : { ...size, planes: channels, channels: 1 };
}

/** A picture of the pixels, not copied, with layout, colour space and range of another one. */
export function asPicture({ data, rows, columns }: PixelGrid, like: Picture): Picture {
  return createPicture({ ...like, data, width: columns, height: rows });
}
