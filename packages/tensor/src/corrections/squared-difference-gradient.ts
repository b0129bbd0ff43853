import { type GradConfig, SquaredDifference } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { sumToShape } from './gradient-tools.ts';

/**
 * tfjs-core 4.22.0: the gradient of SquaredDifference does not sum over broadcast axes and throws "gradient has shape ...".
 *
 * Can go when `gradients/SquaredDifference_grad.js` reduces to the operands' shapes.
 */
export const SQUARED_DIFFERENCE_GRADIENT: GradConfig = {
  kernelName: SquaredDifference,
  inputsToSave: ['a', 'b'],
  gradFunc: (dy, saved) => {
    const [a, b] = saved as [Tensor, Tensor];
    return { a: () => slope(dy as Tensor, a, b, 2, a), b: () => slope(dy as Tensor, a, b, -2, b) };
  },
};

function slope(dy: Tensor, a: Tensor, b: Tensor, factor: number, operand: Tensor): Tensor {
  const scaled = run('Multiply', { a: run('Sub', { a, b }), b: fill([], factor) });
  return sumToShape(run('Multiply', { a: dy, b: scaled }), operand.shape);
}
