import { engine } from '@tensorflow/tfjs-core';
import { OptionError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';

/** `T`, unless it is a promise: a scope ends when its function returns, long before the promise does. */
export type NotPromise<T> = T extends PromiseLike<unknown> ? never : T;

/**
 * Runs a function and frees every tensor it made, also when it throws, except the tensors in its result (a tensor, or arrays and plain
 * objects of them) and those kept.
 *
 * @param f a synchronous function; across `await`, use a Pool
 * @returns what f returned
 * @throws OptionError when f returns a promise; whatever f throws
 * @example
 * ```ts
 * const y = scope(() => relu(add(matmul(x, weight), bias)));
 * ```
 */
export function scope<T>(f: () => NotPromise<T>): T {
  const active = engine();
  active.startScope('scope');
  let result: T | undefined;
  try {
    result = f() as T;
    if (isPromise(result)) {
      result = undefined;
      throw new OptionError(
        'scope: the function returned a promise, expected a synchronous one. Use withPool(async (pool) => ...).',
        {
          op: 'scope',
        },
      );
    }
    return result;
  } finally {
    // tfjs looks for tensors in any nesting of arrays and objects; its type only names the usual ones.
    active.endScope(result as Tensor);
  }
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
