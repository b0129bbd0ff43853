import { createPicture, type Picture, PictureError } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { type FilterOptions, settleFilterOptions } from '../filters/filter-options.ts';
import { lineWriter } from '../filters/line-writer.ts';
import { gaussian } from './gaussian.ts';

/** How much to sharpen. */
export interface UnsharpMaskOptions extends FilterOptions {
  /** Standard deviation of the Gaussian whose result is taken away, pixels. Default 1. */
  readonly sigmaPx?: number | undefined;
  /** How much of the difference is added; below 0 smooths. Default 1. */
  readonly amount?: number | undefined;
}

/**
 * Sharpens by adding what smoothing takes away: `out = in + amount * (in - gaussian(in))`.
 *
 * @param picture any picture; not changed. NaN and infinity spread as far as the Gaussian reaches
 * @returns number format by `output`; float32 may overshoot the range; all else stays
 * @throws {PictureError} `option` for a negative sigma, an amount that is not finite, an unknown border or output
 * @source skimage.filters.unsharp_mask with `preserve_range=True` (there `radius` is the sigma), border `reflect` likewise
 * @example
 * const crisp = unsharpMask(photo, { sigmaPx: 2, amount: 0.7 });
 */
export function unsharpMask(
  picture: Picture,
  { sigmaPx = 1, amount = 1, ...options }: UnsharpMaskOptions = {},
): Picture {
  const { border, fill, output } = settleFilterOptions('unsharpMask', options, { border: 'reflect', output: 'same' });
  if (!Number.isFinite(amount)) {
    throw new PictureError('option', `unsharpMask: amount must be a finite number, not ${amount}`, { amount });
  }
  const soft = gaussian(picture, { sigmaPx, border, fill, output: 'float32' }).data;
  const { width, channels } = picture;
  const source = picture.data;
  const data = output === 'same' ? emptyLike(source, source.length) : new Float32Array(source.length);
  const write = lineWriter(data);
  const line = new Float64Array(width * channels);
  for (let at = 0; at < source.length; at += line.length) {
    for (let j = 0; j < line.length; j++) {
      const value = source[at + j]!;
      line[j] = value + (value - soft[at + j]!) * amount;
    }
    write(line, at);
  }
  return createPicture({ ...picture, data });
}
