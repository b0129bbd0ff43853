import type { Tensor } from '../tensor.ts';

/**
 * Frees tensors now; one that is already disposed is left alone.
 *
 * @param tensors a tensor or a list of them
 * @example
 * ```ts
 * dispose([value, ...grads]);
 * ```
 */
export function dispose(tensors: Tensor | readonly Tensor[]): void {
  if (isList(tensors)) for (const one of tensors) one.dispose();
  else tensors.dispose();
}

function isList(tensors: Tensor | readonly Tensor[]): tensors is readonly Tensor[] {
  return Array.isArray(tensors);
}
