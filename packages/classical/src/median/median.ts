import { createPicture, type Picture } from '@cv/image';
import { type BorderOptions, requireBorder } from '../border/border-mode.ts';
import { emptyLike } from '../empty-like.ts';
import { asGrid } from '../pixel-grid.ts';
import { requireSize, type WindowSize } from '../smoothing/require-size.ts';
import { medianConstant } from './median-constant.ts';
import { medianSliding } from './median-sliding.ts';
import { median3 } from './median3.ts';
import { rankedGrid } from './ranked-grid.ts';

/** The window of a median. */
export interface MedianOptions extends BorderOptions {
  /** Pixels of the window, odd; one number or height and width. Default 3. */
  readonly size?: WindowSize | undefined;
}

/**
 * The median of the window around each pixel: takes away single wrong pixels and keeps edges.
 *
 * Exact for every number format. uint8 costs the same for every size of the window. NaN counts as larger than all numbers.
 *
 * @param picture any picture; not changed. Channels do not mix
 * @param options `border` defaults to `nearest`, as in scikit-image and OpenCV
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for a size that is even or below 1, or an unknown border
 * @source scipy.ndimage.median_filter; OpenCV medianBlur. S. Perreault, P. Hebert: Median filtering in constant time, IEEE TIP 16(9), 2007,
 *   for large windows of uint8; T. Huang, G. Yang, G. Tang: A fast two-dimensional median filtering algorithm, 1979, for the others
 * @example
 * const clean = median(scan, { size: 5 });
 */
export function median(picture: Picture, { size = 3, border = 'nearest', fill = 0 }: MedianOptions = {}): Picture {
  requireBorder('median', border, fill);
  const window = requireSize('median', size, { odd: true });
  const data = emptyLike(picture.data, picture.data.length);
  const grid = asGrid(picture);
  const beyond = { border, fill };
  if (window.height === 3 && window.width === 3 && !(data instanceof Float32Array)) median3(grid, beyond, data);
  else if (data instanceof Uint8Array && window.height > LARGE) medianConstant(grid, window, beyond, data);
  else medianSliding(rankedGrid(grid, fill), window, beyond, data);
  return createPicture({ ...picture, data });
}

/** From this height on a window that slides down in whole columns is faster than one that slides along the row. */
const LARGE = 41;
