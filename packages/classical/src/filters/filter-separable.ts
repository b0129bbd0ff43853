import { createPicture, type Picture, PictureError } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { asGrid } from '../pixel-grid.ts';
import { correlateSeparable } from './correlate-separable.ts';
import { type FilterOptions, settleFilterOptions } from './filter-options.ts';
import { lineWriter } from './line-writer.ts';

/** Weights of a separable filter. */
export interface SeparableFilterOptions extends FilterOptions {
  /** Weights along a row, left to right. The middle one (of an even number the one right of the middle) stands above the pixel. */
  readonly across: ArrayLike<number>;
  /** Weights along a column, top to bottom. */
  readonly down: ArrayLike<number>;
}

/**
 * Correlates every channel with the product of a row and a column of weights:
 * `out[y, x] = sum over i, j of down[i] * across[j] * in[y + i - floor(h / 2), x + j - floor(w / 2)]`.
 *
 * Correlation, as in a CNN, in SciPy's `correlate` and in OpenCV's `sepFilter2D`: kernels are not flipped. Sums are float64. Alpha is filtered
 * like any other channel.
 *
 * @param picture any picture; not changed
 * @returns size, layout, range, channels and colour space stay; see `output` for the number format
 * @throws {PictureError} `option` for a kernel without weights or with a weight that is not finite, an unknown border or output
 * @source scipy.ndimage.correlate1d twice (float64); OpenCV sepFilter2D with anchor in the middle, for which even kernels agree too
 * @example
 * // The derivative of a Gaussian, twice as fast as in two dimensions.
 * const slope = filterSeparable(photo, { across: [-1, 0, 1], down: [1, 2, 1], output: 'float32' });
 */
export function filterSeparable(picture: Picture, options: SeparableFilterOptions): Picture {
  const { output, ...settled } = settleFilterOptions('filterSeparable', options, { border: 'reflect', output: 'same' });
  const kernel = { across: requireWeights('across', options.across), down: requireWeights('down', options.down) };
  const data = output === 'same' ? emptyLike(picture.data, picture.data.length) : new Float32Array(picture.data.length);
  correlateSeparable(asGrid(picture), kernel, { ...settled, write: lineWriter(data) });
  return createPicture({ ...picture, data });
}

function requireWeights(name: string, weights: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(weights);
  if (values.length > 0 && values.every(Number.isFinite)) return values;
  throw new PictureError(
    'option',
    `filterSeparable: ${name} must be at least one finite number, not [${values.join()}]`,
    {
      [name]: values,
    },
  );
}
