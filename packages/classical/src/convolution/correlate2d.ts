import { createPicture, type Picture, PictureError } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { correlateSeparable } from '../filters/correlate-separable.ts';
import { type FilterOptions, settleFilterOptions } from '../filters/filter-options.ts';
import { lineWriter } from '../filters/line-writer.ts';
import { asGrid } from '../pixel-grid.ts';
import { type AxisWindow, type Padding, paddedWindow } from './axis-window.ts';
import { correlatePlane } from './correlate-plane.ts';
import { type Kernel, requireKernel } from './kernel.ts';
import { separatedKernel } from './separated-kernel.ts';

/** How a kernel moves over a picture: as in a convolutional layer, and what lies beyond the edges. */
export interface ConvolutionOptions extends FilterOptions {
  /** `same` (default), `valid`, or pixels on every side. */
  readonly padding?: Padding | undefined;
  /** Pixels from one position of the kernel to the next. Default 1. */
  readonly stride?: number | undefined;
  /** Pixels from one weight of the kernel to the next. Default 1. */
  readonly dilation?: number | undefined;
}

/**
 * Correlates every channel with a kernel, as a convolutional layer does (the kernel is not flipped):
 * `out[y, x] = sum over i, j of weights[i, j] * in[y * stride - before + i * dilation, x * stride - before + j * dilation]`.
 *
 * A kernel that is the product of a row and a column is applied as such, which is faster. Sums are float64. Pixels under a weight of 0 do not
 * count, even where they are NaN; elsewhere NaN and infinity spread as far as the kernel reaches.
 *
 * @param picture any picture; not changed. Alpha is filtered like any other channel
 * @param options `border` (default `reflect`) fills what `padding` adds; the zeros of a CNN are `border: 'constant'`
 * @returns `ceil(size / stride)` with `same`, else `floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1` pixels; number format
 *   by `output`; layout, range, channels and colour space stay
 * @throws {PictureError} `option` for a bad kernel, padding, stride, dilation, border or output; `size` when the kernel does not fit
 * @source torch.nn.functional.conv2d with one channel and float64; `same` with a stride as in TensorFlow.
 *   scipy.ndimage.correlate, for even kernels with `origin=-1`: the middle is left of the middle here
 * @example
 * const edges = correlate2d(photo, kernels.outline, { output: 'float32' });
 */
export function correlate2d(picture: Picture, kernel: Kernel, options: ConvolutionOptions = {}): Picture {
  return correlated('correlate2d', picture, kernel, options);
}

/** `correlate2d` under the name of the function that was called. */
export function correlated(where: string, picture: Picture, kernel: Kernel, options: ConvolutionOptions): Picture {
  requireKernel(where, kernel);
  const { output, ...beyond } = settleFilterOptions(where, options, { border: 'reflect', output: 'same' });
  const { padding = 'same', stride = 1, dilation = 1 } = options;
  requireSteps(where, { padding, stride, dilation });
  const steps = { padding, stride, dilation };
  const down = paddedWindow(where, { size: kernel.height, length: picture.height }, steps);
  const across = paddedWindow(where, { size: kernel.width, length: picture.width }, steps);
  const length = down.count * across.count * picture.channels;
  const data = output === 'same' ? emptyLike(picture.data, length) : new Float32Array(length);
  const settings = { ...beyond, write: lineWriter(data) };
  const separated = stride === 1 && dilation === 1 ? worthSeparating(kernel) : undefined;
  const windows: { readonly down: AxisWindow; readonly across: AxisWindow } = { down, across };
  if (separated) correlateSeparable(asGrid(picture), separated, { ...settings, windows });
  else correlatePlane(asGrid(picture), { weights: kernel.weights, ...windows }, settings);
  return createPicture({ ...picture, data, width: across.count, height: down.count });
}

/** A kernel of one row or column gains nothing. */
function worthSeparating(kernel: Kernel): ReturnType<typeof separatedKernel> {
  return kernel.width > 1 && kernel.height > 1 ? separatedKernel(kernel) : undefined;
}

function requireSteps(
  where: string,
  { padding, ...steps }: { readonly padding: Padding; readonly stride: number; readonly dilation: number },
): void {
  for (const [name, value] of Object.entries(steps)) {
    if (Number.isSafeInteger(value) && value >= 1) continue;
    throw new PictureError('option', `${where}: ${name} must be a whole number of at least 1, not ${value}`, {
      [name]: value,
    });
  }
  if (padding === 'same' || padding === 'valid' || (Number.isSafeInteger(padding) && padding >= 0)) return;
  const message = `${where}: padding must be 'same', 'valid' or a whole number of at least 0, not ${padding}`;
  throw new PictureError('option', message, { padding });
}
