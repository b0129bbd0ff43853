import { OptionError, ShapeError } from '../errors.ts';
import { bilinearWeights, nearestIndices } from '../shape/resize-weights.ts';
import { shapeText } from '../shape/shape-text.ts';
import { resolveSize } from '../shape/window-geometry.ts';
import type { Tensor } from '../tensor.ts';
import { checkRank, checkTensor, FLOAT } from '../tfjs/check.ts';
import { fill } from '../tfjs/fill.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';

export interface ResizeOptions {
  readonly size: readonly [number, number];
  readonly mode: 'bilinear' | 'nearest';
  readonly antialias?: boolean;
}

/**
 * Resamples images with half-pixel centres: output pixel i lies at (i + 0.5) * in / out - 0.5.
 *
 * @param x `[N, H, W, C]` float32, H and W >= 1. With 'bilinear', NaN and infinities spread along their row and column.
 * @param options.size [height, width] of the result
 * @param options.mode 'bilinear', or 'nearest' (torch's 'nearest-exact')
 * @param options.antialias widen the bilinear triangle by the factor of reduction, as Pillow does; default false
 * @returns `[N, height, width, C]` float32
 * @throws ShapeError when an image is empty; OptionError for a bad size or mode, or antialias with 'nearest'; DTypeError, DisposedError
 * @source torch.nn.functional.interpolate(align_corners=False, antialias=...)
 * @example
 * ```ts
 * const small = resize(images, { size: [224, 224], mode: 'bilinear', antialias: true });
 * ```
 */
export function resize(x: Tensor, { size, mode, antialias = false }: ResizeOptions): Tensor {
  checkTensor('resize', 'x', x, FLOAT);
  checkRank('resize', 'x', x, 4, '[N, H, W, C]');
  const [outHeight, outWidth] = resolveSize('resize', 'size', size, 1);
  const [, height, width] = x.shape as [number, number, number];
  if (height < 1 || width < 1) {
    throw new ShapeError(`resize: x ${shapeText(x.shape)} holds no pixel, expected H and W >= 1`, {
      op: 'resize',
      received: x.shape,
    });
  }
  if (mode !== 'bilinear' && mode !== 'nearest') {
    throw new OptionError(`resize: mode is '${String(mode)}', expected 'bilinear' or 'nearest'`, {
      op: 'resize',
      mode,
    });
  }
  if (mode === 'nearest' && antialias)
    throw new OptionError("resize: antialias goes with mode 'bilinear' only", { op: 'resize', mode });
  const [batch, , , channels] = x.shape as [number, number, number, number];
  // Nothing to resample: the kernels divide by the size.
  if (batch * channels === 0) return fill([batch, outHeight, outWidth, channels], 0);
  return tidy(() => {
    const rows = outHeight === height ? x : along(x, 1, outHeight, mode, antialias);
    const both = outWidth === width ? rows : along(rows, 2, outWidth, mode, antialias);
    return both === x ? run('Identity', { x }) : both;
  });
}

function along(x: Tensor, axis: 1 | 2, out: number, mode: 'bilinear' | 'nearest', antialias: boolean): Tensor {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const input = x.shape[axis]!;
  if (mode === 'nearest') {
    return run('GatherV2', { x, indices: leaf(nearestIndices(input, out), [out], 'int32') }, { axis, batchDims: 0 });
  }
  // One matrix for all images: the product of a resampling matrix with each image (axis 1) or each row (axis 2).
  const matrix = leaf(bilinearWeights(input, out, antialias), [1, out, input], 'float32');
  const blocks = axis === 1 ? [batch, height, width * channels] : [batch * height, width, channels];
  const product = run(
    'BatchMatMul',
    { a: matrix, b: run('Reshape', { x }, { shape: blocks }) },
    { transposeA: false, transposeB: false },
  );
  return run(
    'Reshape',
    { x: product },
    { shape: axis === 1 ? [batch, out, width, channels] : [batch, height, out, channels] },
  );
}
