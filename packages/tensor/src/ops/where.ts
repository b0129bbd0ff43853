import { DTypeError } from '../errors.ts';
import { broadcastShapes } from '../shape/broadcast-shapes.ts';
import { sameShape } from '../shape/same-shape.ts';
import type { DType, Shape, Tensor } from '../tensor.ts';
import { BOOL, checkTensor } from '../tfjs/check.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';
import { broadcastTo } from './broadcast-to.ts';

export interface WhereOptions {
  readonly then: Tensor | number;
  readonly else: Tensor | number;
}

/**
 * Picks each element from one of two tensors.
 *
 * y = condition ? then : else
 *
 * @param condition bool
 * @param branches.then, branches.else tensors of one dtype, or numbers (float32, or the other branch's type); all three broadcast
 * @returns the broadcast shape, dtype of the branches
 * @throws ShapeError when the shapes do not broadcast; DTypeError, DisposedError
 * @example
 * ```ts
 * const safe = where(isNaN(x), { then: 0, else: x });
 * ```
 */
export function where(condition: Tensor, branches: WhereOptions): Tensor {
  checkTensor('where', 'condition', condition, BOOL);
  const { then: whenTrue, else: whenFalse } = branches;
  if (typeof whenTrue !== 'number') checkTensor('where', 'then', whenTrue);
  if (typeof whenFalse !== 'number') checkTensor('where', 'else', whenFalse);
  return tidy(() => {
    const dtype = branchType(whenTrue, whenFalse);
    const t = asTensor(whenTrue, dtype);
    const e = asTensor(whenFalse, dtype);
    const shape = broadcastShapes('where', broadcastShapes('where', condition.shape, t.shape), e.shape);
    return run('Select', { condition: expand(condition, shape), t: expand(t, shape), e: expand(e, shape) });
  });
}

function branchType(a: Tensor | number, b: Tensor | number): DType {
  const typeA = typeof a === 'number' ? undefined : a.dtype;
  const typeB = typeof b === 'number' ? undefined : b.dtype;
  if (typeA !== undefined && typeB !== undefined && typeA !== typeB) {
    throw new DTypeError(
      `where: then is ${typeA}, else is ${typeB}, expected the same type. Convert one with cast(x, dtype).`,
      {
        op: 'where',
        types: [typeA, typeB],
      },
    );
  }
  return (typeA ?? typeB ?? 'float32') as DType;
}

function asTensor(value: Tensor | number, dtype: DType): Tensor {
  if (typeof value !== 'number') return value;
  if (dtype === 'float32') return leaf(Float32Array.of(value), [], dtype);
  if (dtype === 'int32') return leaf(Int32Array.of(value), [], dtype);
  return leaf(Uint8Array.of(value === 0 ? 0 : 1), [], dtype);
}

function expand(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : broadcastTo(x, shape);
}
