import { type GradConfig, Mean, Sum } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { reducedAxes, repeatOverAxes } from './gradient-tools.ts';

/**
 * tfjs-core 4.22.0: the gradients of Sum and Mean multiply by an array of ones as large as the input, filled in JavaScript;
 * on a lazy backend it is fed into every run. Here the reduced gradient is repeated on the device.
 *
 * Can go when `gradients/Sum_grad.js` no longer calls `ones(x.shape)`.
 */
export const SUM_GRADIENT: GradConfig = {
  kernelName: Sum,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => ({
    x: () => repeatOverAxes(dy as Tensor, x!.shape, reducedAxes(attrs.axis, x!.shape.length)),
  }),
};

/** See SUM_GRADIENT; the division happens before repeating. */
export const MEAN_GRADIENT: GradConfig = {
  kernelName: Mean,
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attrs) => ({
    x: () => {
      const axes = reducedAxes(attrs.axis, x!.shape.length);
      const count = axes.reduce((product, axis) => product * x!.shape[axis]!, 1);
      const share = run('RealDiv', { a: dy as Tensor, b: fill([], count) });
      return repeatOverAxes(share, x!.shape, axes);
    },
  }),
};
