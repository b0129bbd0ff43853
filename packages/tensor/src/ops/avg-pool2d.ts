import { type PoolGeometry, type PoolOptions, poolGeometry } from '../shape/pool-geometry.ts';
import type { Pair } from '../shape/window-geometry.ts';
import type { Tensor } from '../tensor.ts';
import { checkRank, checkTensor, FLOAT } from '../tfjs/check.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';

export interface AvgPoolOptions extends PoolOptions {
  readonly countIncludePad?: boolean;
}

/**
 * Mean of each window.
 *
 * @param x `[N, H, W, C]` float32
 * @param options.kernelSize a number or [height, width]
 * @param options.stride default kernelSize
 * @param options.padding smaller than the kernel; default 0
 * @param options.ceilMode keep a last, partly outside window if it starts inside the input or the padding before it; default false
 * @param options.countIncludePad whether zeros of `padding` count in the mean; cells that only ceil mode reads never do; default true
 * @returns `[N, outH, outW, C]` float32
 * @throws ShapeError when the window is larger than the padded input; OptionError for a bad option; DTypeError, DisposedError
 * @source torch.nn.functional.avg_pool2d, in NHWC
 * @example
 * ```ts
 * const y = avgPool2d(x, { kernelSize: 2, ceilMode: true });
 * ```
 */
export function avgPool2d(x: Tensor, options: AvgPoolOptions): Tensor {
  checkTensor('avgPool2d', 'x', x, FLOAT);
  checkRank('avgPool2d', 'x', x, 4, '[N, H, W, C]');
  const input: Pair = [x.shape[1]!, x.shape[2]!];
  const geometry = poolGeometry('avgPool2d', input, options);
  const factors = countFactors(geometry, input, options.countIncludePad ?? true);
  return tidy(() => {
    // Over an explicitly padded input every window is whole, where tfjs's gradient is right.
    const pooled = run(
      'AvgPool',
      { x: padded(x, geometry) },
      { filterSize: geometry.kernel, strides: geometry.strides, pad: 'valid', dimRoundingMode: 'floor' },
    );
    if (factors === undefined) return pooled;
    const [height, width] = geometry.out;
    const rows = leaf(factors[0], [1, height, 1, 1], 'float32');
    const columns = leaf(factors[1], [1, 1, width, 1], 'float32');
    return run('Multiply', { a: pooled, b: run('Multiply', { a: rows, b: columns }) });
  });
}

function padded(x: Tensor, { windowPads: [top, left, bottom, right] }: PoolGeometry): Tensor {
  if (top + left + bottom + right === 0) return x;
  const paddings = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return run('PadV2', { x }, { paddings, constantValue: 0 });
}

/** kernel / counted cells for each row and column of the output; undefined when all are 1. */
function countFactors(
  geometry: PoolGeometry,
  input: Pair,
  includePad: boolean,
): [Float32Array, Float32Array] | undefined {
  const { kernel, strides, pads, out } = geometry;
  const rows = axisFactors(out[0], kernel[0], strides[0], input[0], pads[0], pads[2], includePad);
  const columns = axisFactors(out[1], kernel[1], strides[1], input[1], pads[1], pads[3], includePad);
  return rows.every((factor) => factor === 1) && columns.every((factor) => factor === 1) ? undefined : [rows, columns];
}

function axisFactors(
  out: number,
  kernel: number,
  stride: number,
  input: number,
  before: number,
  after: number,
  includePad: boolean,
): Float32Array {
  const first = includePad ? -before : 0;
  const end = includePad ? input + after : input;
  return Float32Array.from({ length: out }, (_, i) => {
    const start = i * stride - before;
    return kernel / (Math.min(start + kernel, end) - Math.max(start, first));
  });
}
