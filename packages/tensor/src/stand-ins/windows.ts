import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';

export type Pair = readonly [number, number];

/** Windows over images, as `computeConv2DInfo` and `computePool2DInfo` of tfjs-core describe them, without dilation. */
export interface Windows {
  readonly batchSize: number;
  readonly inChannels: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padInfo: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };
}

/** Rows and columns of the padded images, in whole strides. */
function extents({ inHeight, inWidth, strideHeight, strideWidth, padInfo }: Windows): Pair {
  return [
    Math.ceil((padInfo.top + inHeight + padInfo.bottom) / strideHeight),
    Math.ceil((padInfo.left + inWidth + padInfo.right) / strideWidth),
  ];
}

/**
 * Images with `value` around them, sorted by where a stride finds them: `[strideHeight * strideWidth, N, rows, columns * C]`. What a tap of
 * a window reads at every stride lies together there, so that taking it out copies whole rows.
 */
export function phasesOf(x: Tensor, windows: Windows, value: number): Tensor {
  const { batchSize, inChannels, inHeight, inWidth, strideHeight, strideWidth, padInfo } = windows;
  const [rows, columns] = extents(windows);
  const paddings = [
    [0, 0],
    [padInfo.top, rows * strideHeight - inHeight - padInfo.top],
    [padInfo.left, columns * strideWidth - inWidth - padInfo.left],
    [0, 0],
  ];
  const padded = run('PadV2', { x }, { paddings, constantValue: value });
  const shape = [strideHeight * strideWidth, batchSize, rows, columns * inChannels];
  if (strideHeight * strideWidth === 1) return run('Reshape', { x: padded }, { shape });
  // In two steps: tfjs wasm is slow beyond rank 4.
  const byRow = [batchSize * rows, strideHeight, columns * strideWidth * inChannels];
  const byColumn = [strideHeight, batchSize * rows * columns, strideWidth, inChannels];
  const sorted = reorder(reorder(padded, byRow, [1, 0, 2]), byColumn, [0, 2, 1, 3]);
  return run('Reshape', { x: sorted }, { shape });
}

/** What row `y`, column `x` of every window reads: `[N, outHeight, outWidth, C]`. */
export function tap(phases: Tensor, windows: Windows, [y, x]: Pair): Tensor {
  const { batchSize, inChannels, outHeight, outWidth, strideHeight, strideWidth } = windows;
  const begin = [
    (y % strideHeight) * strideWidth + (x % strideWidth),
    0,
    Math.floor(y / strideHeight),
    Math.floor(x / strideWidth) * inChannels,
  ];
  const read = run('Slice', { x: phases }, { begin, size: [1, batchSize, outHeight, outWidth * inChannels] });
  return run('Reshape', { x: read }, { shape: [batchSize, outHeight, outWidth, inChannels] });
}

/** The adjoint of `phasesOf` and `tap`: images `[N, inHeight, inWidth, C]` with the sum of what each tap, row by row, hands back. */
export function untap(parts: readonly Tensor[], filterWidth: number, windows: Windows): Tensor {
  const { batchSize, inChannels, strideHeight, strideWidth } = windows;
  const [rows, columns] = extents(windows);
  const phases: Tensor[] = Array.from({ length: strideHeight * strideWidth });
  for (const [i, part] of parts.entries()) {
    const [y, x] = [Math.floor(i / filterWidth), i % filterWidth];
    const phase = (y % strideHeight) * strideWidth + (x % strideWidth);
    const placed = place(part, windows, [Math.floor(y / strideHeight), Math.floor(x / strideWidth)]);
    const known = phases[phase];
    phases[phase] = known === undefined ? placed : run('Add', { a: known, b: placed });
  }
  const shape = [batchSize, rows, columns * inChannels];
  const all = Array.from(phases, (phase) => phase ?? fill(shape, 0));
  return cut(interleave(all, windows), windows);
}

/** A part `[N, outHeight, outWidth, C]` among zeros `[N, rows, columns * C]`. */
function place(part: Tensor, windows: Windows, [y, x]: Pair): Tensor {
  const { batchSize, inChannels, outHeight, outWidth } = windows;
  const [rows, columns] = extents(windows);
  const flat = run('Reshape', { x: part }, { shape: [batchSize, outHeight, outWidth * inChannels] });
  const paddings = [
    [0, 0],
    [y, rows - outHeight - y],
    [x * inChannels, (columns - outWidth - x) * inChannels],
  ];
  return run('PadV2', { x: flat }, { paddings, constantValue: 0 });
}

/** Phases put back where the strides found them: `[N, rows * strideHeight, columns * strideWidth * C]`. */
function interleave(phases: readonly Tensor[], windows: Windows): Tensor {
  const { batchSize, inChannels, strideHeight, strideWidth } = windows;
  const [rows, columns] = extents(windows);
  const shape = [batchSize, rows * strideHeight, columns * strideWidth * inChannels];
  if (phases.length === 1) return run('Reshape', { x: phases[0]! }, { shape });
  const byColumn = [strideHeight, strideWidth, batchSize * rows * columns, inChannels];
  const byRow = [strideHeight, batchSize * rows, columns * strideWidth * inChannels];
  const together = run('Concat', phases, { axis: 0 });
  return run('Reshape', { x: reorder(reorder(together, byColumn, [0, 2, 1, 3]), byRow, [1, 0, 2]) }, { shape });
}

function reorder(x: Tensor, shape: readonly number[], perm: readonly number[]): Tensor {
  return run('Transpose', { x: run('Reshape', { x }, { shape }) }, { perm });
}

/** The images without their padding. */
function cut(padded: Tensor, { batchSize, inChannels, inHeight, inWidth, padInfo }: Windows): Tensor {
  const attrs = {
    begin: [0, padInfo.top, padInfo.left * inChannels],
    size: [batchSize, inHeight, inWidth * inChannels],
  };
  const shape = [batchSize, inHeight, inWidth, inChannels];
  return run('Reshape', { x: run('Slice', { x: padded }, attrs) }, { shape });
}
