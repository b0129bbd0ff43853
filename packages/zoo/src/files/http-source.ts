import { DataError, OptionError } from '@cv/tensor/errors';
import type { ByteSource } from './byte-source.ts';
import { parseContentRange, readRangeBody } from './range-answer.ts';
import { readAhead } from './read-ahead.ts';

/** What of `fetch` is used. */
export type RangeFetch = (
  url: string,
  init: { headers: Record<string, string>; signal: AbortSignal | null; cache: 'no-store' },
) => Promise<Response>;

/** Options of {@link httpSource}. */
export interface HttpSourceOptions {
  /** The platform's `fetch`, or one of your own that retries or goes through a proxy. */
  fetch: RangeFetch;
  /** Sent with every request, such as `{ Authorization: 'Bearer ...' }`. */
  headers?: Readonly<Record<string, string>>;
  /** Ends all reads. */
  signal?: AbortSignal;
  /** How much a small read asks for at least, in bytes: tensors lie one after the other. */
  readAheadBytes?: number;
}

/** What all answers must have in common. */
interface Version {
  readonly size: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/**
 * A file behind a URL that is read by `Range` requests, so that only what is needed of it travels. Nothing is cached beyond the last
 * block; to keep a file, use the backend's `download`.
 *
 * @param url absolute; redirects are followed at every read, since signed addresses expire
 * @throws OptionError for a `readAheadBytes` out of range. DataError when the server does not answer, answers with an error, ignores `Range`, compresses, sends other bytes than it was
 * asked for, or another version of the file than before (`ETag`, `Last-Modified`, size); so do later reads. The reason of `signal` when it
 * aborts.
 * @source RFC 9110, section 14 (range requests)
 * @example
 * ```ts
 * const file = await openWeights(await httpSource('https://example.org/resnet18.safetensors', { fetch }));
 * ```
 */
export async function httpSource(url: string | URL, options: HttpSourceOptions): Promise<ByteSource> {
  const { readAheadBytes = 2 ** 20 } = options;
  if (!Number.isSafeInteger(readAheadBytes) || readAheadBytes < 1) {
    throw new OptionError(`httpSource: readAheadBytes is ${readAheadBytes}, expected a whole number of 1 and up`);
  }
  const remote = new RemoteFile(String(url), options);
  const version = await remote.open(readAheadBytes);
  return readAhead({ size: version.size, read: (begin, end) => remote.read(begin, end, version) }, readAheadBytes);
}

class RemoteFile {
  readonly #url: string;
  readonly #options: HttpSourceOptions;
  /** The block that came with the first answer. */
  #first: Uint8Array = new Uint8Array(0);

  constructor(url: string, options: HttpSourceOptions) {
    this.#url = url;
    this.#options = options;
  }

  async open(blockBytes: number): Promise<Version> {
    const response = await this.#ask(0, blockBytes);
    const { size, end } = this.#range(response, 0);
    if (size === 0) await response.body?.cancel();
    else this.#first = await this.#body(response, end, Math.min(blockBytes, size));
    return versionOf(response, size);
  }

  async read(begin: number, end: number, version: Version): Promise<Uint8Array> {
    if (end <= this.#first.length) return this.#first.subarray(begin, end);
    const response = await this.#ask(begin, end);
    const received = this.#range(response, begin);
    if (!isSame(version, versionOf(response, received.size))) {
      await response.body?.cancel();
      throw this.#fail('the file was replaced by another version while it was read; open it again');
    }
    return await this.#body(response, received.end - begin, end - begin);
  }

  async #ask(begin: number, end: number): Promise<Response> {
    const { fetch, headers = {}, signal = null } = this.#options;
    signal?.throwIfAborted();
    let response: Response;
    try {
      const range = `bytes=${begin}-${end - 1}`;
      // A browser's cache mixes ranges, and gives them the headers that it has stored: another version would not be noticed.
      response = await fetch(this.#url, { headers: { ...headers, Range: range }, signal, cache: 'no-store' });
    } catch (cause) {
      signal?.throwIfAborted();
      throw this.#fail('no answer; check the network and the URL', {}, cause);
    }
    const problem = problemOf(response);
    if (problem === undefined) return response;
    await response.body?.cancel();
    throw this.#fail(problem, { status: response.status });
  }

  /** Where the answer lies in the file; `end` is the byte after it. */
  #range(response: Response, begin: number): { size: number; end: number } {
    const header = response.headers.get('content-range');
    const range = parseContentRange(header);
    if (range !== undefined && (range.begin === begin || range.size === 0)) return range;
    void response.body?.cancel();
    throw this.#fail(
      header === null
        ? 'the server does not say which bytes it sends (Content-Range); where it is another origin, it must be exposed to pages'
        : `the server sends '${header}', expected the bytes from ${begin}`,
    );
  }

  /** @param promised what the answer says that it has; no room is made for more than was asked for */
  async #body(response: Response, promised: number, bytes: number): Promise<Uint8Array> {
    try {
      const sent = promised === bytes ? await readRangeBody(response, bytes) : promised;
      if (typeof sent !== 'number') return sent;
      const much = sent > bytes ? 'more than' : `${sent} of`;
      throw this.#fail(`the server sends ${much} the ${bytes} bytes that it was asked for`, { expected: bytes });
    } catch (cause) {
      await response.body?.cancel().catch(() => {});
      this.#options.signal?.throwIfAborted();
      throw cause instanceof DataError ? cause : this.#fail('the connection broke off; read again', {}, cause);
    }
  }

  #fail(reason: string, fields: Readonly<Record<string, unknown>> = {}, cause?: unknown): DataError {
    return new DataError(
      `httpSource: ${this.#url}: ${reason}`,
      { url: this.#url, ...fields },
      cause === undefined ? undefined : { cause },
    );
  }
}

/** What the status says against reading the answer. */
function problemOf({ status, headers }: Response): string | undefined {
  if (status === 206) {
    const encoding = headers.get('content-encoding');
    return encoding === null || encoding === 'identity'
      ? undefined
      : `the server compresses a part of the file (${encoding})`;
  }
  if (status === 200)
    return 'the server ignores Range requests; download the whole file and pass its bytes to memorySource';
  if (status === 416)
    return headers.get('content-range') === 'bytes */0' ? undefined : 'the file is shorter than it was';
  if (status === 401 || status === 403)
    return `the server refuses the file (status ${status}); a login or a licence may be needed`;
  if (status === 404 || status === 410) return `there is no such file (status ${status}); check the URL`;
  return `the server answered with status ${status}; try again later`;
}

/** Weak tags promise no equal bytes. */
function versionOf({ headers }: Response, size: number): Version {
  const etag = headers.get('etag');
  return { size, etag: etag?.startsWith('W/') ? null : etag, lastModified: headers.get('last-modified') };
}

/** Servers of one file may differ in which of the two they tell. */
function isSame(a: Version, b: Version): boolean {
  if (a.size !== b.size) return false;
  if (a.etag !== null && b.etag !== null) return a.etag === b.etag;
  return a.lastModified === null || b.lastModified === null || a.lastModified === b.lastModified;
}
