import { PictureError } from '@cv/image';
import { requireAmount } from '../require-amount.ts';
import { requireCount } from '../require-count.ts';

/** How to look for the clusters. */
export interface KMeansOptions {
  /** Number of clusters, from 1. */
  readonly k: number;
  /** Where the centres start: spread out at random, at random points, or `k * dimensions` numbers. Default `k-means++`. */
  readonly init?: 'k-means++' | 'random' | ArrayLike<number> | undefined;
  /** How often to start; the run of least inertia counts. Default 10 for `random`, else 1. */
  readonly nInit?: number | undefined;
  /** Default 300. */
  readonly maxIterations?: number | undefined;
  /** Ends when the centres move less, squared and summed, as a part of the mean variance of the dimensions. Default 1e-4. */
  readonly tolerance?: number | undefined;
  /** Of the random numbers. Default 0. */
  readonly seed?: number | undefined;
}

/** Options with what was left out. */
export type SettledKMeansOptions = { readonly [K in keyof KMeansOptions]-?: Exclude<KMeansOptions[K], undefined> };

/** @throws {PictureError} `option` for what is none, `length` for starting centres of another number */
export function settleKMeansOptions(where: string, options: KMeansOptions, dimensions: number): SettledKMeansOptions {
  const { k, init = 'k-means++', maxIterations = 300, tolerance = 1e-4, seed = 0 } = options;
  const { nInit = init === 'random' ? 10 : 1 } = options;
  for (const [name, value] of Object.entries({ k, nInit, maxIterations })) requireCount(where, name, { value });
  requireAmount(where, 'tolerance', tolerance);
  if (typeof init !== 'string') {
    if (init.length !== k * dimensions) {
      const message = `${where}: ${init.length} numbers for ${k} starting centres of ${dimensions} dimensions; expected ${k * dimensions}`;
      throw new PictureError('length', message, { expected: k * dimensions, received: init.length });
    }
    if (!Array.from(init).every(Number.isFinite)) {
      throw new PictureError('option', `${where}: starting centres must be finite numbers`, { init });
    }
  } else if (init !== 'k-means++' && init !== 'random') {
    const message = `${where}: init must be k-means++, random or numbers, not ${String(init)}`;
    throw new PictureError('option', message, { init });
  }
  return { k, init, nInit: typeof init === 'string' ? nInit : 1, maxIterations, tolerance, seed };
}
