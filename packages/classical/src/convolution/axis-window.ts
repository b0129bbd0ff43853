import { PictureError } from '@cv/image';

/**
 * How a kernel moves along an axis: output `o` sees the positions `o * stride - before + k * dilation` of the input, `k` from 0 to `size - 1`.
 */
export interface AxisWindow {
  readonly size: number;
  readonly before: number;
  readonly count: number;
  readonly stride: number;
  readonly dilation: number;
}

/** What lies around the input of a convolution: as much as keeps the size (divided by the stride), nothing, or so many pixels on every side. */
export type Padding = 'same' | 'valid' | number;

/** A window as filters have it: one output for each input, the kernel's middle (of an even number the one right of it) above the pixel. */
export function centeredWindow(size: number, length: number): AxisWindow {
  return { size, before: size >> 1, count: length, stride: 1, dilation: 1 };
}

/**
 * A window as convolutional layers have it.
 *
 * `same` gives `ceil(length / stride)` outputs; where the padding is odd, the further pixel lies at the end, as in TensorFlow and in PyTorch.
 *
 * @throws {PictureError} `size` when the kernel does not fit
 */
export function paddedWindow(
  where: string,
  { size, length }: { readonly size: number; readonly length: number },
  { padding, stride, dilation }: { readonly padding: Padding; readonly stride: number; readonly dilation: number },
): AxisWindow {
  const reach = (size - 1) * dilation;
  if (padding === 'same') {
    const count = Math.ceil(length / stride);
    const total = Math.max(0, (count - 1) * stride + reach + 1 - length);
    return { size, before: total >> 1, count, stride, dilation };
  }
  const before = padding === 'valid' ? 0 : padding;
  const count = Math.floor((length + 2 * before - reach - 1) / stride) + 1;
  if (count < 1) {
    const message = `${where}: a kernel that reaches over ${reach + 1} pixels does not fit into ${length + 2 * before} with padding`;
    throw new PictureError('size', message, { reach: reach + 1, length, padding });
  }
  return { size, before, count, stride, dilation };
}
