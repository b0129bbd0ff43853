import { type GradConfig, Maximum, Minimum } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { sumToShape } from './gradient-tools.ts';

/**
 * tfjs-core 4.22.0: the gradients of Maximum and Minimum do not sum over broadcast axes (a broadcast operand throws "gradient
 * has shape ..."), and give the whole gradient to the first of two equal operands. Here equal operands get half each, as in torch.maximum.
 *
 * Can go when `gradients/Maximum_grad.js` and `Minimum_grad.js` reduce to the operands' shapes and split ties.
 */
export const MAXIMUM_GRADIENT: GradConfig = gradientOf(Maximum, 'Greater');

/** See MAXIMUM_GRADIENT. */
export const MINIMUM_GRADIENT: GradConfig = gradientOf(Minimum, 'Less');

function gradientOf(kernelName: string, wins: 'Greater' | 'Less'): GradConfig {
  return {
    kernelName,
    inputsToSave: ['a', 'b'],
    gradFunc: (dy, [a, b]) => ({
      a: () => sumToShape(run('Multiply', { a: dy as Tensor, b: winShare(wins, a!, b!) }), a!.shape),
      b: () => sumToShape(run('Multiply', { a: dy as Tensor, b: winShare(wins, b!, a!) }), b!.shape),
    }),
  };
}

/** 1 where `one` wins, 1/2 where both are equal, else 0. */
function winShare(wins: 'Greater' | 'Less', one: Tensor, other: Tensor): Tensor {
  const won = run('Cast', { x: run(wins, { a: one, b: other }) }, { dtype: 'float32' });
  const tied = run('Cast', { x: run('Equal', { a: one, b: other }) }, { dtype: 'float32' });
  return run('Add', { a: won, b: run('Multiply', { a: tied, b: fill([], 0.5) }) });
}
