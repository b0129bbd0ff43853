import type { Picture } from './picture.ts';

/** Distances in a picture's array: from a pixel to the next, and from a channel of a pixel to the next. */
export interface PictureStrides {
  readonly pixel: number;
  readonly channel: number;
}

/** How to step through a picture of either layout: channel `c` of pixel `i` is `data[i * pixel + c * channel]`. */
export function pictureStrides(picture: Pick<Picture, 'layout' | 'channels' | 'width' | 'height'>): PictureStrides {
  return picture.layout === 'interleaved'
    ? { pixel: picture.channels, channel: 1 }
    : { pixel: 1, channel: picture.width * picture.height };
}
