import { type PoolOptions, poolGeometry } from '../shape/pool-geometry.ts';
import { tfPads } from '../shape/tf-pads.ts';
import type { Tensor } from '../tensor.ts';
import { checkRank, checkTensor, FLOAT } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

/**
 * Largest value of each window; the gradient goes to the first largest one. Padding never wins. NaN in a window may be lost.
 *
 * @param x `[N, H, W, C]` float32
 * @param options.kernelSize a number or [height, width]
 * @param options.stride default kernelSize
 * @param options.padding smaller than the kernel; default 0
 * @param options.ceilMode keep a last, partly outside window if it starts inside the input or the padding before it; default false
 * @returns `[N, outH, outW, C]` float32
 * @throws ShapeError when the window is larger than the padded input; OptionError for a bad option; DTypeError, DisposedError
 * @source torch.nn.functional.max_pool2d, in NHWC
 * @example
 * ```ts
 * const y = maxPool2d(x, { kernelSize: 3, stride: 2, padding: 1 });
 * ```
 */
export function maxPool2d(x: Tensor, options: PoolOptions): Tensor {
  checkTensor('maxPool2d', 'x', x, FLOAT);
  checkRank('maxPool2d', 'x', x, 4, '[N, H, W, C]');
  const { kernel, strides, windowPads } = poolGeometry('maxPool2d', [x.shape[1]!, x.shape[2]!], options);
  return run('MaxPool', { x }, { filterSize: kernel, strides, pad: tfPads(windowPads), dimRoundingMode: 'floor' });
}
