import { engine } from '@tensorflow/tfjs-core';

/**
 * Number of living tensors, on all devices; equal before and after work that leaks nothing.
 *
 * @returns a count >= 0
 * @example
 * ```ts
 * const before = numTensors();
 * ```
 */
export function numTensors(): number {
  return engine().state.numTensors;
}
