import { OptionError } from '@cv/tensor/errors';

const MOST_THREADS = 64;

/** More threads than this gain little in a page, and each takes memory. */
const ENOUGH = 8;

/**
 * Number of threads of the wasm device: what was asked for, checked, or all cores up to 8. Without cross-origin isolation there is no
 * shared memory and so one thread, whatever was asked for.
 *
 * @throws OptionError for anything but a whole number from 1 to 64
 */
export function resolveThreads(threads: number | undefined): number {
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS)) {
    throw new OptionError(
      `openDevice: threads expects a whole number from 1 to ${MOST_THREADS}, received ${threads}; leave it out to use the machine's cores`,
      { option: 'threads', received: threads },
    );
  }
  if (!globalThis.crossOriginIsolated) return 1;
  return threads ?? Math.min(ENOUGH, navigator.hardwareConcurrency);
}
