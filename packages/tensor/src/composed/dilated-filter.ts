import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';

/** Extent that a kernel of the given size covers. */
export function dilatedExtent(size: number, dilation: number): number {
  return (size - 1) * dilation + 1;
}

/** A filter `[kh, kw, I, O]` with dilation - 1 zeros between its taps. Ranks stay at 4 or below: WebGL pads no more. */
export function spreadFilter(filter: Tensor, [dilationY, dilationX]: readonly [number, number]): Tensor {
  if (dilationY === 1 && dilationX === 1) return filter;
  const [height, width, inputs, outputs] = filter.shape as [number, number, number, number];
  const inner = inputs * outputs;
  let spread = zerosAfter(filter, height, width * inner, dilationY);
  spread = zerosAfter(spread, height * dilationY * width, inner, dilationX);
  const full = reshape(spread, [height * dilationY, width * dilationX, inputs, outputs]);
  return cut(full, [dilatedExtent(height, dilationY), dilatedExtent(width, dilationX), inputs, outputs]);
}

/** The taps of a spread filter: the inverse, and the adjoint, of `spreadFilter`. */
export function collectDilatedFilter(
  spread: Tensor,
  [height, width, inputs, outputs]: readonly [number, number, number, number],
  [dilationY, dilationX]: readonly [number, number],
): Tensor {
  if (dilationY === 1 && dilationX === 1) return spread;
  const inner = inputs * outputs;
  const [spreadHeight, spreadWidth] = spread.shape as [number, number];
  const missing = [
    [0, height * dilationY - spreadHeight],
    [0, width * dilationX - spreadWidth],
    [0, 0],
    [0, 0],
  ];
  const full = run('PadV2', { x: spread }, { paddings: missing, constantValue: 0 });
  const rows = cut(reshape(full, [height, dilationY, width * dilationX * inner]), [
    height,
    1,
    width * dilationX * inner,
  ]);
  const columns = cut(reshape(rows, [height * width, dilationX, inner]), [height * width, 1, inner]);
  return reshape(columns, [height, width, inputs, outputs]);
}

/** Follows each of `count` blocks of `inner` elements by dilation - 1 blocks of zeros. */
function zerosAfter(x: Tensor, count: number, inner: number, dilation: number): Tensor {
  const blocks = reshape(x, [count, 1, inner]);
  const paddings = [
    [0, 0],
    [0, dilation - 1],
    [0, 0],
  ];
  return run('PadV2', { x: blocks }, { paddings, constantValue: 0 });
}

function cut(x: Tensor, size: readonly number[]): Tensor {
  return run('Slice', { x }, { begin: size.map(() => 0), size });
}

function reshape(x: Tensor, shape: readonly number[]): Tensor {
  return run('Reshape', { x }, { shape });
}
