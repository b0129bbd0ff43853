import { mismatchError, networkError, PASSING, statusError } from './download-error.ts';
import type { CheckedOptions } from './download-options.ts';
import type { Draft } from './draft.ts';
import { fileVersion, isSameVersion } from './file-version.ts';

/** A try that failed. */
export interface Failure {
  readonly error: Error;
  /** Whether it may go better a moment later. */
  readonly mayPass: boolean;
  /** The server's answer, where there was one. */
  readonly status?: number;
  readonly retryAfter: string | null;
}

/** Aborts when nothing came for a while, or when the user wants it. */
class Patience {
  readonly #stall = new AbortController();
  readonly #ms: number;
  readonly signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ stallMs, signal }: CheckedOptions) {
    this.#ms = stallMs;
    this.signal = AbortSignal.any([this.#stall.signal, ...(signal === undefined ? [] : [signal])]);
  }

  renew(): void {
    this.end();
    const reason = new DOMException(`no byte came for ${this.#ms} ms`, 'TimeoutError');
    this.#timer = setTimeout(() => this.#stall.abort(reason), this.#ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * One request for what is missing of a file.
 *
 * It asks by `Range` alone and compares the versions itself: `If-Range` would make browsers ask other origins for
 * permission first, which many hosts of weights refuse.
 *
 * @returns undefined when the file is whole
 */
export async function fetchRest(draft: Draft, options: CheckedOptions): Promise<Failure | undefined> {
  const patience = new Patience(options);
  try {
    patience.renew();
    const response = await ask(draft, options, patience);
    return response instanceof Response ? await readBody(draft, response, options, patience) : response;
  } finally {
    patience.end();
  }
}

async function ask(draft: Draft, options: CheckedOptions, patience: Patience): Promise<Response | Failure> {
  const known = draft.version?.etag ?? draft.version?.lastModified ?? options.sha256;
  const from = known === undefined || known === null ? 0 : draft.received;
  let response: Response;
  try {
    response = await fetch(draft.url, {
      ...(from > 0 && { headers: { Range: `bytes=${from}-` } }),
      signal: patience.signal,
      // What is cached here need not lie in the browser's own cache a second time.
      cache: draft.isStored ? 'no-store' : 'default',
    });
  } catch (cause) {
    options.signal?.throwIfAborted();
    return networkFailure(draft, await isBlockedByCors(draft.url, patience.signal), cause);
  }
  if (from > 0 && (response.status === 416 || (response.status === 206 && !continues(draft, response, options)))) {
    await response.body?.cancel();
    await draft.begin(fileVersion(response), options.bytes);
    return ask(draft, options, patience);
  }
  if (response.status === 206 && from > 0) {
    draft.resumed = true;
    return response;
  }
  if (response.status === 200) {
    await draft.begin(fileVersion(response), options.bytes ?? lengthOf(response));
    return response;
  }
  await response.body?.cancel();
  const { status, headers } = response;
  const error = statusError(draft.url, status);
  return { error, mayPass: PASSING.has(status), status, retryAfter: headers.get('retry-after') };
}

/** Whether a partial answer goes on where the draft ends, in the same version; a SHA-256 makes up for a version that is not told. */
function continues(draft: Draft, response: Response, { sha256 }: CheckedOptions): boolean {
  const [, start] = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (start !== undefined && Number(start) !== draft.received) return false;
  return isSameVersion(draft.version!, fileVersion(response)) ?? sha256 !== undefined;
}

/** Not known of a compressed answer: the header counts compressed bytes. */
function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? undefined : Number(length);
}

async function readBody(
  draft: Draft,
  response: Response,
  { onProgress, signal, bytes }: CheckedOptions,
  patience: Patience,
): Promise<Failure | undefined> {
  const reader = (response.body ?? new Blob().stream()).getReader();
  try {
    for (;;) {
      let chunk: ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;
      try {
        patience.renew();
        chunk = await reader.read();
        patience.end(); // Writing it to the cache is not the server's delay.
      } catch (cause) {
        signal?.throwIfAborted();
        return networkFailure(draft, false, cause);
      }
      if (chunk.done) break;
      await draft.add(chunk.value);
      if (bytes !== undefined && draft.received > bytes) {
        throw mismatchError(draft.url, 'bytes', bytes, `more than ${bytes}`);
      }
      // Another origin may hide that its answer was compressed, and the length then told too little.
      if (draft.total !== undefined && draft.received > draft.total) draft.total = undefined;
      onProgress?.({ received: draft.received, total: draft.total });
    }
  } finally {
    // Ends the transfer too when something above has thrown.
    await reader.cancel().catch(() => {});
  }
  // Browsers themselves fail when fewer bytes come than were told.
  return undefined;
}

function networkFailure(draft: Draft, cors: boolean, cause: unknown): Failure {
  return { error: networkError(draft.url, draft.received, cors, cause), mayPass: !cors, retryAfter: null };
}

/** Browsers do not tell a refusal by CORS from a missing network; a request whose answer nobody reads does. */
async function isBlockedByCors(url: string, signal: AbortSignal): Promise<boolean> {
  if (new URL(url).origin === location.origin) return false;
  try {
    await fetch(url, { method: 'HEAD', mode: 'no-cors', cache: 'no-store', signal });
    return true;
  } catch {
    return false;
  }
}
