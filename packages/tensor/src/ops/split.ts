import { OptionError, ShapeError } from '../errors.ts';
import { resolveAxis } from '../shape/resolve-axes.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor } from '../tfjs/check.ts';
import { run, runMany } from '../tfjs/run.ts';

export interface SplitOptions {
  /** A number of equal parts, or the extent of each part. */
  readonly parts: number | readonly number[];
  readonly axis?: number;
}

/**
 * Cuts a tensor into parts along an axis.
 *
 * @param x rank >= 1, any dtype
 * @param options.parts a number of equal parts, or the extents of the parts (their sum is the axis's)
 * @param options.axis default 0
 * @returns the parts in order, same dtype
 * @throws ShapeError when the parts do not add up to the axis; OptionError when the axis or a count is out of range; DisposedError
 * @example
 * ```ts
 * const [q, k, v] = split(qkv, { parts: 3, axis: -1 });
 * ```
 */
export function split(x: Tensor, { parts, axis = 0 }: SplitOptions): Tensor[] {
  checkTensor('split', 'x', x);
  const resolved = resolveAxis('split', axis, x.shape.length);
  const extent = x.shape[resolved]!;
  const sizes = typeof parts === 'number' ? equalParts(x, parts, extent) : [...parts];
  if (
    !sizes.every((size) => Number.isInteger(size) && size >= 0) ||
    sizes.reduce((total, size) => total + size, 0) !== extent
  ) {
    throw new ShapeError(`split: parts [${sizes.join(',')}] do not add up to axis ${axis} of x ${shapeText(x.shape)}`, {
      op: 'split',
      parts: sizes,
      shape: x.shape,
      axis,
    });
  }
  // The gradient of tfjs-core 4.22.0 fails for a single part.
  if (sizes.length === 1) return [run('Identity', { x })];
  return runMany('SplitV', { x }, { numOrSizeSplits: sizes, axis: resolved });
}

function equalParts(x: Tensor, parts: number, extent: number): number[] {
  if (!Number.isInteger(parts) || parts < 1) {
    throw new OptionError(`split: parts is ${parts}, expected a positive integer or a list of extents`, {
      op: 'split',
      parts,
    });
  }
  if (extent % parts !== 0) {
    throw new ShapeError(
      `split: extent ${extent} of x ${shapeText(x.shape)} does not divide into ${parts} equal parts`,
      {
        op: 'split',
        parts,
        shape: x.shape,
      },
    );
  }
  return Array.from({ length: parts }, () => extent / parts);
}
