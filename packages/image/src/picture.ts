import type { PixelArray } from './pixel-dtype.ts';

/** Order of the values in memory: `RGBRGB...` (`[H, W, C]`) or `RR...GG...BB...` (`[C, H, W]`). */
export type PictureLayout = 'interleaved' | 'planar';

/**
 * What the colour channels mean. `gray` is gamma-coded luma, `srgb` gamma-coded red, green and blue, `linear-rgb` light
 * intensities. `hsv` and `ycbcr` fill the picture's range in every channel; `lab` holds L* in 0..100 and a*, b* in the
 * same units, as float32 only.
 */
export type ColorSpace = 'gray' | 'srgb' | 'linear-rgb' | 'hsv' | 'lab' | 'ycbcr';

/** Number of values per pixel: 1 gray, 2 gray and alpha, 3 colour, 4 colour and alpha (never premultiplied). */
export type ChannelCount = 1 | 2 | 3 | 4;

/**
 * A picture: pixels and everything that is needed to read them. A plain frozen object; make one with `createPicture`.
 *
 * `data` holds `height * width * channels` values, rows from the top, pixels from the left. `range` says which stored
 * values stand for black (or transparent) and for white (or opaque); float32 values may lie outside it.
 */
export interface Picture<D extends PixelArray = PixelArray> {
  readonly data: D;
  /** Pixels per row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  readonly channels: ChannelCount;
  readonly layout: PictureLayout;
  readonly colorSpace: ColorSpace;
  /** True when the last channel is opacity. */
  readonly hasAlpha: boolean;
  readonly range: readonly [low: number, high: number];
}
