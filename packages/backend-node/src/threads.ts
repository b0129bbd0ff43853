import { availableParallelism } from 'node:os';
import { OptionError } from '@cv/tensor/errors';

const MOST_THREADS = 1024;

/**
 * Number of threads for a device: what was asked for, checked, or all that this process may use.
 *
 * @param threads whole number from 1 to 1024, or undefined for `os.availableParallelism()`
 * @param caller for the message
 * @throws {OptionError} for anything else
 * @example
 * const threads = resolveThreads(undefined); // 8 on a machine with eight logical cores
 */
export function resolveThreads(threads: number | undefined, caller = 'openDevice'): number {
  if (threads === undefined) return Math.min(MOST_THREADS, availableParallelism());
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads;
  throw new OptionError(
    `${caller}: threads expects a whole number from 1 to ${MOST_THREADS}, received ${threads}; leave it out to use all cores`,
    { option: 'threads', received: threads },
  );
}
