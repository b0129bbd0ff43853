import { type Shape, scope, zeros } from '@cv/tensor';
import { withoutDrawing } from '../held-tensor.ts';
import type { Module } from '../module.ts';

/**
 * The shape of what a module gives for an input of a shape.
 *
 * A prediction is recorded to learn it, as for {@link summary}: a device that records computes nothing, another computes one forward pass.
 * Weights are not drawn for it and stay as they are.
 * @param model any module tree.
 * @param inputShape with the batch, such as `[1, 224, 224, 3]`.
 * @throws what the model throws for this shape.
 * @example
 * ```ts
 * outputShape(new Conv2d(3, 8, { kernelSize: 3, stride: 2, rng: new Rng(1) }), [1, 32, 32, 3]); // [1, 15, 15, 8]
 * ```
 */
export function outputShape(model: Module, inputShape: Shape): Shape {
  let shape: Shape = [];
  scope(() =>
    withoutDrawing(() => {
      shape = [...model.forward(zeros(inputShape)).shape];
    }),
  );
  return shape;
}
