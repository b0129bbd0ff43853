import { Pool } from './pool.ts';

/**
 * Runs an asynchronous function with a pool and frees the pool's tensors at its end, also when it throws.
 *
 * @param f gets the pool; its result should be plain data or tensors that the pool does not track
 * @returns what f resolved to
 * @throws whatever f throws
 * @example
 * ```ts
 * const values = await withPool(async (pool) => read(pool.track(relu(x))));
 * ```
 */
export async function withPool<T>(f: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = new Pool();
  try {
    return await f(pool);
  } finally {
    pool.dispose();
  }
}
