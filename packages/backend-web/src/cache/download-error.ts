import { DataError } from '@cv/tensor/errors';

/** What a status means for the person who asked, and what to do. */
const REASONS: Readonly<Record<number, string>> = {
  401: 'the server wants a login; open the file in this browser once, or host a copy',
  403: 'the server refuses this file; check the URL and whether a licence has to be accepted first',
  404: 'there is no such file; check the URL',
  408: 'the server waited too long; try again later',
  410: 'the file is gone; look for its new place',
  416: 'the server refuses every part of the file; try again later',
  429: 'the server got too many requests; try again later',
};

/** Statuses that may be gone a moment later. */
export const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** `10 bytes`, `1.5 MB`. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** The server answered, but not with the file. */
export function statusError(url: string, status: number, waitMs?: number): DataError {
  const reason = REASONS[status] ?? (status >= 500 ? 'the server has a problem; try again later' : 'unexpected answer');
  const wait = waitMs === undefined ? '' : ` (it asks to wait ${Math.ceil(waitMs / 1000)} s)`;
  return new DataError(`download: ${url}: ${reason}${wait}; status ${status}`, { url, status, retryAfterMs: waitMs });
}

/** No answer came, or it broke off. */
export function networkError(url: string, received: number, cors: boolean, cause: unknown): DataError {
  const reason = cors
    ? 'the server answers but does not let this page read the file; it must send Access-Control-Allow-Origin, or the file has to be hosted beside the page'
    : received > 0
      ? `the connection broke off after ${sizeText(received)}; call again to go on from there`
      : 'no answer; check the network, the URL, and that the server lets other pages read the file (CORS)';
  return new DataError(`download: ${url}: ${reason}`, { url, received, cors }, { cause });
}

/** The bytes are not those that were asked for. */
export function mismatchError(url: string, what: 'bytes' | 'sha256', expected: unknown, received: unknown): DataError {
  const [name, next] =
    what === 'bytes'
      ? ['length', 'the file was cut or replaced']
      : ['SHA-256', 'the file was damaged on its way or replaced'];
  return new DataError(
    `download: ${url}: wrong ${name}: expected ${String(expected)}, received ${String(received)}; ${next}, and nothing of it was kept`,
    { url, what, expected, received },
  );
}

/** The browser gives the page no more room. */
export async function quotaError(url: string, needed: number | undefined, cause: unknown): Promise<DataError> {
  const { quota, usage } = await navigator.storage.estimate().catch((): StorageEstimate => ({}));
  // Some browsers name a round limit, whatever is left on the disk.
  const hint = quota !== undefined && (needed ?? 0) + (usage ?? 0) < quota ? ', so that the disk may be full' : '';
  const room =
    quota === undefined || usage === undefined
      ? 'the browser does not say how much this page may store'
      : `this page stores ${sizeText(usage)} of the ${sizeText(quota)} that the browser promises${hint}`;
  const size = needed === undefined ? 'its size is not known' : `it has ${sizeText(needed)}`;
  return new DataError(
    `download: ${url}: no room to cache it: ${size}, ${room}; remove others with clearDownloads() (listDownloads() shows them), free disk space, or pass cache: 'off'`,
    { url, needed, quota, usage },
    { cause },
  );
}

/** The file is larger than what one array, or this page, can hold. */
export function memoryError(url: string, bytes: number, cause: unknown): DataError {
  return new DataError(
    `download: ${url}: this page cannot hold its ${sizeText(bytes)} in memory; use a smaller file, or close other tabs`,
    { url, bytes },
    { cause },
  );
}
