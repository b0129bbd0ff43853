import { type GradConfig, Pow } from '@tensorflow/tfjs-core';
import { broadcastShapes } from '../shape/broadcast-shapes.ts';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { sumToShape } from './gradient-tools.ts';

/**
 * tfjs-core 4.22.0: the gradient of Pow is NaN where the exponent is 0 and the base is 0 (0 * 0^-1), and compares and subtracts
 * with scalars built in JavaScript. Here a^0 is constant: its gradient is 0, as in torch.pow.
 *
 * Can go when `gradients/Pow_grad.js` treats an exponent of 0 apart.
 */
export const POW_GRADIENT: GradConfig = {
  kernelName: Pow,
  inputsToSave: ['a', 'b'],
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [a, b, y] = saved as [Tensor, Tensor, Tensor];
    return { a: () => byBase(dy as Tensor, a, b), b: () => byExponent(dy as Tensor, a, b, y) };
  },
};

function byBase(dy: Tensor, a: Tensor, b: Tensor): Tensor {
  const slope = run('Multiply', { a: b, b: run('Pow', { a, b: run('Sub', { a: b, b: fill([], 1) }) }) });
  const { shape } = dy;
  const constant = spread(run('Equal', { a: b, b: fill([], 0) }), shape);
  const gradient = run('Multiply', { a: dy, b: slope });
  return sumToShape(run('Select', { condition: constant, t: fill(shape, 0), e: gradient }), a.shape);
}

function byExponent(dy: Tensor, a: Tensor, b: Tensor, y: Tensor): Tensor {
  // ln a is only asked for where a > 0; elsewhere the power does not depend smoothly on b.
  const positive = run('Greater', { a, b: fill([], 0) });
  const log = run('Select', { condition: positive, t: run('Log', { x: a }), e: fill(a.shape, 0) });
  return sumToShape(run('Multiply', { a: dy, b: run('Multiply', { a: y, b: log }) }), b.shape);
}

function spread(x: Tensor, shape: readonly number[]): Tensor {
  const all = broadcastShapes('pow', x.shape, shape);
  const aligned = [...Array.from({ length: all.length - x.shape.length }, () => 1), ...x.shape];
  const reps = all.map((extent, i) => (aligned[i] === extent ? 1 : extent));
  return run('Tile', { x: run('Reshape', { x }, { shape: aligned }) }, { reps });
}
