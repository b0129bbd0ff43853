import { createPicture, type Picture } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { correlateSeparable } from '../filters/correlate-separable.ts';
import { type FilterOptions, settleFilterOptions } from '../filters/filter-options.ts';
import { lineWriter } from '../filters/line-writer.ts';
import { asGrid } from '../pixel-grid.ts';
import { boxStrips } from './box-strips.ts';
import { boxSums } from './box-sums.ts';
import { requireSize, type WindowSize } from './require-size.ts';

/** How much to smooth. */
export interface BoxOptions extends FilterOptions {
  /** Pixels of the window, one number or height and width. Default 3. The middle of an even number is the one right of it. */
  readonly size?: WindowSize | undefined;
}

/**
 * The mean of the window around each pixel, at a cost that does not depend on its size.
 *
 * @param picture any picture; not changed. NaN and infinity spread over the windows that have them in
 * @param options `border` defaults to `reflect`, as in SciPy; OpenCV's default is `mirror`
 * @returns number format by `output`; size, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for a bad size, border or output
 * @source scipy.ndimage.uniform_filter (float32: rtol 1e-5); OpenCV blur with border `mirror`, bit for bit but for
 *   uint16 in windows of more than 128 pixels: it scales sums in float32, so that up to 2 in 1,000 pixels are off by 1 there
 * @example
 * const soft = box(photo, { size: 5 });
 */
export function box(picture: Picture, { size = 3, ...options }: BoxOptions = {}): Picture {
  const { output, ...beyond } = settleFilterOptions('box', options, { border: 'reflect', output: 'same' });
  const window = requireSize('box', size);
  const { length } = picture.data;
  const data = output === 'same' ? emptyLike(picture.data, length) : new Float32Array(length);
  const area = window.height * window.width;
  const settings = { ...beyond, write: lineWriter(data) };
  if (boxStrips(asGrid(picture), window, beyond, data)) return createPicture({ ...picture, data });
  if (isFinite(picture.data)) boxSums(asGrid(picture), window, { ...settings, scale: 1 / area });
  else {
    const [down, across] = [window.height, window.width].map((n) => new Float64Array(n).fill(1 / n));
    correlateSeparable(asGrid(picture), { down: down!, across: across! }, settings);
  }
  return createPicture({ ...picture, data });
}

/** A window that slides could not get rid of a NaN again. */
function isFinite(data: Picture['data']): boolean {
  if (!(data instanceof Float32Array)) return true;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i]!)) return false;
  return true;
}
