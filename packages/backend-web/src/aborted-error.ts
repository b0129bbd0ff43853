import { CvError } from '@cv/tensor/errors';

/**
 * Work was given up because its `signal` said so (`code` 'aborted'). The name is the platform's, so that what handles an
 * aborted `fetch` handles this, too; `cause` is the signal's reason.
 *
 * @example
 * ```ts
 * const stop = AbortSignal.timeout(10_000);
 * await readPicture('photo.jpg', { signal: stop }).catch((error) => {
 *   if (error instanceof AbortedError) return undefined; // took longer than 10 seconds
 *   throw error;
 * });
 * ```
 */
export class AbortedError extends CvError {
  override name = 'AbortError';
  override readonly code: string = 'aborted';
}

/**
 * Ends what a signal has ended.
 * @throws {AbortedError} when the signal is aborted
 */
export function throwIfAborted(where: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    const text = `${where}: aborted by its signal; call it again to start over`;
    throw new AbortedError(text, {}, { cause: signal.reason });
  }
}
