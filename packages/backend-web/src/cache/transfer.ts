import { DataError } from '@cv/tensor/errors';
import { mismatchError, statusError } from './download-error.ts';
import type { CheckedOptions } from './download-options.ts';
import type { Draft } from './draft.ts';
import { type Failure, fetchRest } from './fetch-rest.ts';
import { LONGEST_WAIT_MS, pause, retryDelay } from './retry-delay.ts';
import { sha256Hex } from './sha256-hex.ts';

/**
 * Fetches what is missing of a file, asking again after failures that may pass, and checks the whole.
 *
 * @returns all bytes, and their SHA-256 where it is needed
 */
export async function transfer(
  draft: Draft,
  options: CheckedOptions,
): Promise<{ whole: Uint8Array<ArrayBuffer>; sha256: string | undefined }> {
  try {
    await fetchAll(draft, options);
  } catch (error) {
    // A wrong file is of no use to the next call; what was interrupted is.
    await (error instanceof DataError && 'what' in error.fields ? draft.discard() : draft.save());
    throw error;
  }
  const whole = await draft.take();
  const sha256 = draft.isStored || options.sha256 !== undefined ? await sha256Hex(whole) : undefined;
  const isRight = options.sha256 === undefined || sha256 === options.sha256;
  if (isRight && (options.bytes === undefined || whole.length === options.bytes)) return { whole, sha256 };
  const wasResumed = draft.resumed;
  await draft.restart();
  // The file may have changed between the two halves.
  if (wasResumed) return transfer(draft, options);
  throw whole.length === (options.bytes ?? whole.length)
    ? mismatchError(draft.url, 'sha256', options.sha256, sha256)
    : mismatchError(draft.url, 'bytes', options.bytes, whole.length);
}

/** Asks until all is there; tries that bring something do not count. */
async function fetchAll(draft: Draft, options: CheckedOptions): Promise<void> {
  let furthest = draft.received;
  for (let tries = 1; !draft.isWhole; tries++) {
    options.signal?.throwIfAborted();
    const failure = await fetchRest(draft, options);
    if (failure === undefined) return;
    if (draft.received > furthest) tries = 1;
    furthest = Math.max(furthest, draft.received);
    await pause(waitFor(draft.url, failure, tries, options), options.signal);
  }
}

/** Milliseconds to wait before the next try; throws where there is to be none. */
function waitFor(url: string, failure: Failure, tries: number, options: CheckedOptions): number {
  const { error, mayPass, status, retryAfter } = failure;
  if (!mayPass) throw error;
  const wait = retryDelay(tries, retryAfter);
  if (tries < options.tries && wait <= LONGEST_WAIT_MS) return wait;
  throw status !== undefined && retryAfter !== null ? statusError(url, status, wait) : error;
}
