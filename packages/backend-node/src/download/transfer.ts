import { DataError } from '@cv/tensor/errors';
import { mismatchError, statusError } from './download-error.ts';
import type { CheckedOptions } from './download-options.ts';
import { type Failure, fetchRest, type Request } from './fetch-rest.ts';
import type { PartFile } from './part-file.ts';
import { LONGEST_WAIT_MS, pause, retryDelay } from './retry-delay.ts';

/** Fetches what is missing of a file, asking again after failures that may pass, checks the whole and makes it the cached one. */
export async function transfer(part: PartFile, request: Request, options: CheckedOptions): Promise<void> {
  try {
    if (part.received > 0) options.onProgress?.({ received: part.received, total: part.total });
    await fetchAll(part, request, options);
    const wrong = mismatch(part, request, options);
    // The file may have changed between the two halves.
    if (wrong !== undefined && part.resumed) {
      await part.begin({ etag: null, lastModified: null }, request.bytes);
      await fetchAll(part, request, options);
    }
    const still = wrong === undefined ? undefined : mismatch(part, request, options);
    if (still !== undefined) throw still;
    await part.complete();
  } catch (error) {
    // A wrong file or a full disk: nothing stays. What was interrupted does.
    const useless = error instanceof DataError && ('what' in error.fields || 'needed' in error.fields);
    await (useless ? part.discard() : part.close());
    throw error;
  }
}

function mismatch(part: PartFile, request: Request, { sha256Prefix }: CheckedOptions): DataError | undefined {
  const { sha256, received } = part;
  if (request.bytes !== undefined && received !== request.bytes) {
    return mismatchError(request, 'bytes', request.bytes, received);
  }
  const wanted = request.sha256 ?? '';
  if (!sha256.startsWith(wanted)) return mismatchError(request, 'sha256', wanted, sha256);
  if (!sha256.startsWith(sha256Prefix ?? '')) return mismatchError(request, 'sha256', `${sha256Prefix}...`, sha256);
  return undefined;
}

/** Asks until all is there; tries that bring something do not count. */
async function fetchAll(part: PartFile, request: Request, options: CheckedOptions): Promise<void> {
  let furthest = part.received;
  for (let tries = 1; !part.isWhole; tries++) {
    options.signal?.throwIfAborted();
    const failure = await fetchRest(part, request, options);
    if (failure === undefined) return;
    if (part.received > furthest) tries = 1;
    furthest = Math.max(furthest, part.received);
    await pause(waitFor(failure, tries, { request, options }), options.signal);
  }
}

/** Milliseconds to wait before the next try; throws where there is to be none. */
export function waitFor(
  { error, mayPass, response }: Failure,
  tries: number,
  { request, options }: { request: Request; options: Pick<CheckedOptions, 'tries'> },
): number {
  if (!mayPass) throw error;
  const retryAfter = response?.headers.get('retry-after') ?? null;
  const wait = retryDelay(tries, retryAfter);
  if (tries < options.tries && wait <= LONGEST_WAIT_MS) return wait;
  throw response !== undefined && retryAfter !== null ? statusError(request, response, wait) : error;
}
