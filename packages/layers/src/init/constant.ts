import { sizeOf } from './size-of.ts';

/**
 * One value everywhere.
 * @param shape any.
 * @returns float32, row-major.
 * @throws ShapeError for a bad shape.
 * @source torch.nn.init.constant_
 * @example
 * ```ts
 * linear.bias?.fill(constant(linear.bias.shape, { value: 0 }));
 * ```
 */
export function constant(shape: readonly number[], { value }: { value: number }): Float32Array {
  return new Float32Array(sizeOf(shape, 'constant')).fill(value);
}
