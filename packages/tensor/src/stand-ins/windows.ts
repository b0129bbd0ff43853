import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { frameImages, spreadImages } from './spread-images.ts';

export type Pair = readonly [number, number];
type FourD = [number, number, number, number];

/** Windows over images, as `computeConv2DInfo` and `computePool2DInfo` of tfjs-core describe them, without dilation. */
export interface Windows {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly padInfo: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };
}

/** Rows and columns that the windows reach over, and so many more that every stride is whole. */
function reach(windows: Windows): Pair {
  const { filterHeight, filterWidth, outHeight, outWidth, strideHeight, strideWidth } = windows;
  return [filterHeight - 1 + outHeight * strideHeight, filterWidth - 1 + outWidth * strideWidth];
}

/** Images with `value` around them, ready for `tap`. */
export function padded(x: Tensor, windows: Windows, value: number): Tensor {
  const { inHeight, inWidth, padInfo } = windows;
  const [height, width] = reach(windows);
  const bottom = Math.max(0, height - inHeight - padInfo.top);
  const right = Math.max(0, width - inWidth - padInfo.left);
  const paddings = [
    [0, 0],
    [padInfo.top, bottom],
    [padInfo.left, right],
    [0, 0],
  ];
  return run('PadV2', { x }, { paddings, constantValue: value });
}

/** What row `y`, column `x` of every window reads: `[N, outHeight, outWidth, C]`. */
export function tap(images: Tensor, windows: Windows, [y, x]: Pair): Tensor {
  const { outHeight, outWidth, strideHeight, strideWidth } = windows;
  const [batch, , , channels] = images.shape as FourD;
  const size = [batch, outHeight * strideHeight, outWidth * strideWidth, channels];
  const all = run('Slice', { x: images }, { begin: [0, y, x, 0], size });
  const rows = firstOf(all, batch * outHeight, strideHeight, outWidth * strideWidth * channels);
  const columns = firstOf(rows, batch * outHeight * outWidth, strideWidth, channels);
  return run('Reshape', { x: columns }, { shape: [batch, outHeight, outWidth, channels] });
}

/** Of `count` groups of `among` blocks of `inner` elements the first block of each. */
function firstOf(x: Tensor, count: number, among: number, inner: number): Tensor {
  if (among === 1) return x;
  const blocks = run('Reshape', { x }, { shape: [count, among, inner] });
  return run('Slice', { x: blocks }, { begin: [0, 0, 0], size: [count, 1, inner] });
}

/** The adjoint of `tap` and `padded`: images `[N, inHeight, inWidth, C]` of zeros with `dy` where the tap read. */
export function untap(dy: Tensor, windows: Windows, [y, x]: Pair): Tensor {
  const { inHeight, inWidth, padInfo, strideHeight, strideWidth } = windows;
  const spread = spreadImages(dy, [strideHeight, strideWidth]);
  const [, height, width] = spread.shape as FourD;
  const top = y - padInfo.top;
  const left = x - padInfo.left;
  return frameImages(spread, [top, inHeight - height - top], [left, inWidth - width - left]);
}
