import { createPicture, type Picture, type PixelArray } from '@cv/image';
import { type BorderMode, type BorderOptions, requireBorder } from '../border/border-mode.ts';
import { emptyLike } from '../empty-like.ts';
import { asGrid, type PixelGrid } from '../pixel-grid.ts';
import { pixelLimit } from '../pixel-limit.ts';
import { requireSize, type WindowSize } from '../smoothing/require-size.ts';
import { histogramStrips } from './histogram-strips.ts';
import { medianConstant } from './median-constant.ts';
import { medianSliding } from './median-sliding.ts';
import { median3 } from './median3.ts';
import { networkStrips } from './network-strips.ts';
import { rankedGrid } from './ranked-grid.ts';

/** The window of a median. */
export interface MedianOptions extends BorderOptions {
  /** Pixels of the window, odd; one number or height and width. Default 3. */
  readonly size?: WindowSize | undefined;
}

/**
 * The median of the window around each pixel: takes away single wrong pixels and keeps edges.
 *
 * Exact for every number format. uint8 costs the same for every size of the window from 9 x 9 on. NaN counts as larger than all numbers.
 *
 * @param picture any picture; not changed. Channels do not mix
 * @param options `border` defaults to `nearest`, as in scikit-image and OpenCV
 * @returns number format, size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for a size that is even or below 1, or an unknown border
 * @source scipy.ndimage.median_filter; OpenCV medianBlur. A. Adams: Fast median filters using separable sorting networks, ACM Trans. Graph.
 *   40(4), 2021, for small windows; S. Perreault, P. Hebert: Median filtering in constant time, IEEE TIP 16(9), 2007, for large ones of uint8;
 *   T. Huang, G. Yang, G. Tang: A fast two-dimensional median filtering algorithm, 1979, for the others
 * @example
 * const clean = median(scan, { size: 5 });
 */
export function median(picture: Picture, { size = 3, border = 'nearest', fill = 0 }: MedianOptions = {}): Picture {
  requireBorder('median', border, fill);
  const window = requireSize('median', size, { odd: true });
  const data = emptyLike(picture.data, picture.data.length);
  const grid = asGrid(picture);
  const beyond = { border, fill: valueOf(fill, data) };
  if (!byKernel(grid, window, beyond, data)) byScript(grid, window, beyond, data);
  return createPicture({ ...picture, data });
}

type Medians<Result> = (
  grid: PixelGrid,
  window: { readonly height: number; readonly width: number },
  beyond: { readonly border: BorderMode; readonly fill: number },
  data: PixelArray,
) => Result;

/** The area up to which a network is faster than the histograms: those of the kernel for uint8, those of TypeScript for the others. */
const NETWORK = { uint8: 81, other: 441 };

const byKernel: Medians<boolean> = (grid, window, beyond, data) => {
  const area = window.height * window.width;
  if (area === 1) return false;
  if (area > (data instanceof Uint8Array ? NETWORK.uint8 : NETWORK.other))
    return histogramStrips(grid, window, beyond, data);
  return networkStrips(grid, window, beyond, data);
};

/** From this height on a window that slides down in whole columns is faster than one that slides along the row. */
const LARGE = 41;

const byScript: Medians<void> = (grid, window, beyond, data) => {
  if (window.height === 3 && window.width === 3 && !(data instanceof Float32Array)) median3(grid, beyond, data);
  else if (data instanceof Uint8Array && window.height > LARGE) medianConstant(grid, window, beyond, data);
  else medianSliding(rankedGrid(grid, beyond.fill), window, beyond, data);
};

/** `fill` as a value of the number format of `data`. */
function valueOf(fill: number, data: PixelArray): number {
  if (data instanceof Float32Array) return Math.fround(fill);
  return Math.min(pixelLimit(data), Math.max(0, Math.round(fill)));
}
