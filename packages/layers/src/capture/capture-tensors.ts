import { clone, Pool, scope, type Tensor } from '@cv/tensor';
import type { Module } from '../module.ts';
import { type CapturedTensors, type CaptureOptions, recordForward } from './record-forward.ts';

/** What {@link captureTensors} gives. */
export interface TensorCapture<N extends string = string> {
  /** What the model gives. */
  readonly output: Tensor;
  /** By module name. */
  readonly activations: Readonly<Record<N, CapturedTensors>>;
}

/**
 * Runs a forward pass and gives the outputs of modules in the middle of the model, as tensors: for more work on the device. {@link capture}
 * gives plain data.
 *
 * What counts as a name, and what is not seen, is said there.
 * @param model any module tree.
 * @param x what the model takes; borrowed.
 * @returns tensors of the caller, or of the scope around the call.
 * @throws OptionError for a name that no module has, or of a module that did not run; whatever the model throws.
 * @example
 * ```ts
 * const strongest = scope(() => {
 *   const { activations } = captureTensors(model, images, { names: ['conv1'] });
 *   return max(activations.conv1.output, { axis: [1, 2] }); // [N, 28, 28, 6] -> [N, 6]
 * });
 * ```
 */
export function captureTensors<N extends string = string>(
  model: Module,
  x: Tensor,
  options: CaptureOptions<N> = {},
): TensorCapture<N> {
  const pool = new Pool();
  try {
    return scope(() => {
      const { output, activations } = recordForward(model, x, { ...options, pool, where: 'captureTensors' });
      // The pool's would outlive the caller's scope; these belong to it.
      const own = [...activations].map(([name, { output: y, input }]) => [
        name,
        { output: clone(y), ...(input && { input: clone(input) }) },
      ]);
      return { output, activations: Object.fromEntries(own) as Record<N, CapturedTensors> };
    });
  } finally {
    pool.dispose();
  }
}
