import { engine } from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor.ts';
import { type KernelAttrs, type KernelInputs, run } from './run.ts';

/**
 * Runs a kernel whose result has no gradient, such as a comparison, hidden from the tape: there tfjs would look for a gradient
 * function that does not exist and throw, as soon as `where` depends on it.
 */
export function runUntaped(kernelName: string, inputs: KernelInputs, attrs: KernelAttrs = {}): Tensor {
  const { state } = engine();
  const depth = state.gradientDepth;
  state.gradientDepth = 0;
  try {
    return run(kernelName, inputs, attrs);
  } finally {
    state.gradientDepth = depth;
  }
}
