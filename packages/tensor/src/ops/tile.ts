import { ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run } from '../tfjs/run.ts';

export interface TileOptions {
  readonly reps: readonly number[];
}

/**
 * Repeats a tensor along its axes.
 *
 * @param x any shape, any dtype
 * @param options.reps repetitions per axis, integers >= 0
 * @returns each extent times its repetitions, same dtype
 * @throws ShapeError when reps do not fit the rank; DisposedError
 * @example
 * ```ts
 * const board = tile(cell, { reps: [8, 8] });
 * ```
 */
export function tile(x: Tensor, { reps }: TileOptions): Tensor {
  checkTensor('tile', 'x', x);
  if (reps.length !== x.shape.length || !reps.every((count) => Number.isInteger(count) && count >= 0)) {
    throw new ShapeError(
      `tile: reps [${reps.join(',')}] do not fit x ${shapeText(x.shape)}, expected one integer >= 0 per axis`,
      {
        op: 'tile',
        reps,
        shape: x.shape,
      },
    );
  }
  return run('Tile', { x }, { reps: [...reps] });
}
