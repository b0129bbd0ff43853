import { type GradConfig, Max, Min } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import { keptShape, reducedAxes } from './gradient-tools.ts';

/**
 * tfjs-core 4.22.0: where several elements are the largest (smallest), the gradients of Max (Min) give each of them the whole
 * gradient, so that it is counted several times. Here they share it, as in torch.amax (torch.amin).
 *
 * Can go when `gradients/min_max_grad_util.js` divides by the number of equal elements.
 */
export const MAX_GRADIENT: GradConfig = {
  kernelName: Max,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], attrs) => ({
    x: () => share(dy as Tensor, x!, y!, reducedAxes(attrs.reductionIndices, x!.shape.length)),
  }),
};

/** See MAX_GRADIENT. */
export const MIN_GRADIENT: GradConfig = {
  kernelName: Min,
  inputsToSave: ['x'],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], attrs) => ({
    x: () => share(dy as Tensor, x!, y!, reducedAxes(attrs.axis, x!.shape.length)),
  }),
};

function share(dy: Tensor, x: Tensor, y: Tensor, axes: number[]): Tensor {
  const shape = keptShape(x.shape, axes);
  const hit = run('Equal', { a: x, b: run('Reshape', { x: y }, { shape }) });
  const mask = run('Cast', { x: hit }, { dtype: 'float32' });
  const count = run('Sum', { x: mask }, { axis: axes, keepDims: true });
  const each = run('RealDiv', { a: run('Reshape', { x: dy }, { shape }), b: count });
  return run('Multiply', { a: mask, b: each });
}
