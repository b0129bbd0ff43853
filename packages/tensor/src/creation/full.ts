import { checkShape } from '../shape/check-shape.ts';
import type { DType, Shape, Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';

/**
 * Makes a tensor of one repeated value by the kernel Fill: on a lazy backend a constant of the graph.
 *
 * @param shape any shape
 * @param value the value
 * @param dtype default float32
 * @returns the given shape and dtype
 * @throws ShapeError when the shape is not made of integers >= 0
 * @example
 * ```ts
 * const halves = full([2, 3], 0.5);
 * ```
 */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  checkShape('full', shape);
  return fill([...shape], value, dtype);
}
