import { OptionError, ShapeError } from '../errors.ts';
import { checkShape } from '../shape/check-shape.ts';
import { shapeSize } from '../shape/shape-size.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { DType, Shape, Tensor } from '../tensor.ts';
import { leaf } from '../tfjs/leaf.ts';

type TypedValues = Float32Array | Int32Array | Uint8Array;
interface NestedValues extends ReadonlyArray<number | boolean | NestedValues> {}

/** What a tensor can be made of: a number, nested arrays of one depth, or a typed array in row-major order. */
export type TensorValues = number | boolean | TypedValues | NestedValues;

/**
 * Makes a tensor. A Float32Array (for float32) or Int32Array (for int32) is kept, not copied: do not change it afterwards.
 *
 * @param values a number, nested arrays, or a typed array in row-major order
 * @param shape default: the shape of the nesting, or one axis for a typed array
 * @param dtype default: int32 for Int32Array and Uint8Array, bool for booleans, else float32
 * @returns the tensor; the caller disposes it
 * @throws ShapeError when the values do not fill the shape or the nesting is uneven; OptionError for values of another kind
 * @example
 * ```ts
 * const x = tensor([[1, 2], [3, 4]]);
 * const labels = tensor(new Int32Array([3, 1]));
 * ```
 */
export function tensor(values: TensorValues, shape?: Shape, dtype?: DType): Tensor {
  const typed = isTyped(values);
  const nestedShape = typed ? [values.length] : shapeOf(values);
  const flat: TypedValues | readonly (number | boolean)[] = typed ? values : flatten(values, nestedShape);
  const wanted = shape ?? nestedShape;
  checkShape('tensor', wanted);
  if (shapeSize(wanted) !== flat.length) {
    throw new ShapeError(
      `tensor: ${flat.length} values do not fill shape ${shapeText(wanted)} of ${shapeSize(wanted)}`,
      {
        op: 'tensor',
        expected: wanted,
        received: flat.length,
      },
    );
  }
  const type = dtype ?? inferType(flat);
  return leaf(convert(flat, type), [...wanted], type);
}

function isTyped(values: TensorValues): values is TypedValues {
  return values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array;
}

function shapeOf(values: Exclude<TensorValues, TypedValues>): number[] {
  const shape: number[] = [];
  let level: unknown = values;
  while (Array.isArray(level)) {
    shape.push(level.length);
    level = level[0];
  }
  return shape;
}

function flatten(values: Exclude<TensorValues, TypedValues>, shape: Shape): (number | boolean)[] {
  const out: (number | boolean)[] = [];
  const visit = (value: number | boolean | NestedValues, depth: number): void => {
    if (Array.isArray(value)) {
      if (value.length !== shape[depth]) {
        throw new ShapeError(
          `tensor: the nesting is uneven: ${value.length} entries at depth ${depth}, expected ${shape[depth] ?? 'a number'}`,
          {
            op: 'tensor',
            depth,
          },
        );
      }
      for (const entry of value) visit(entry, depth + 1);
    } else if ((typeof value === 'number' || typeof value === 'boolean') && depth === shape.length) {
      out.push(value);
    } else if (typeof value === 'number' || typeof value === 'boolean') {
      throw new ShapeError(
        `tensor: the nesting is uneven: a value at depth ${depth}, expected ${shape[depth]} entries`,
        { op: 'tensor', depth },
      );
    } else {
      throw new OptionError(
        `tensor: values hold ${value === null ? 'null' : `a ${typeof value}`}, expected numbers or booleans`,
        { op: 'tensor' },
      );
    }
  };
  visit(values, 0);
  return out;
}

function inferType(flat: TypedValues | readonly (number | boolean)[]): DType {
  if (flat instanceof Float32Array) return 'float32';
  if (flat instanceof Int32Array || flat instanceof Uint8Array) return 'int32';
  return typeof flat[0] === 'boolean' ? 'bool' : 'float32';
}

function convert(flat: TypedValues | readonly (number | boolean)[], dtype: DType): TypedValues {
  if (dtype === 'float32')
    return flat instanceof Float32Array ? flat : Float32Array.from(flat as ArrayLike<number>, Number);
  if (dtype === 'int32') return flat instanceof Int32Array ? flat : Int32Array.from(flat as ArrayLike<number>, Number);
  return Uint8Array.from(flat as ArrayLike<number>, (value) => (value ? 1 : 0));
}
