import { DataError } from '@cv/tensor/errors';
import type { HubReference } from './hub-reference.ts';

/** What a status means for the person who asked, and what to do. */
const REASONS: Readonly<Record<number, string>> = {
  401: 'the server wants a login; pass a token, or host a copy',
  403: 'the server refuses this file; check the URL and whether a licence has to be accepted first',
  404: 'there is no such file; check the URL',
  408: 'the server waited too long; try again later',
  410: 'the file is gone; look for its new place',
  416: 'the server refuses every part of the file; try again later',
  429: 'the server got too many requests; try again later',
};

/** Statuses that may be gone a moment later. */
export const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** What was asked for, as errors name it. */
export interface Asked {
  readonly url: string;
  /** Where it is a file of the hub. */
  readonly hub?: Required<HubReference> | undefined;
}

/** The server answered, but not with the file. */
export function statusError(asked: Asked, response: Pick<Response, 'status' | 'headers'>, waitMs?: number): DataError {
  const { status, headers } = response;
  const serverFault = status >= 500 ? 'the server has a problem; try again later' : 'unexpected answer';
  const reason = hubReason(asked, status, headers.get('x-error-code')) ?? REASONS[status] ?? serverFault;
  const wait = waitMs === undefined ? '' : ` (it asks to wait ${Math.ceil(waitMs / 1000)} s)`;
  return new DataError(`download: ${asked.url}: ${reason}${wait}; status ${status}`, {
    url: asked.url,
    reason,
    status,
    retryAfterMs: waitMs,
  });
}

/** The hub answers 401 for repositories that do not exist, since it does not tell them from private ones. */
function hubReason({ hub }: Asked, status: number, code: string | null): string | undefined {
  if (hub === undefined) return undefined;
  const { repo, revision, path } = hub;
  const token = process.env.HF_TOKEN ? 'the token (HF_TOKEN) does not open it' : 'set HF_TOKEN to a token of yours';
  if (status === 403 || code === 'GatedRepo')
    return `the repository ${repo} is gated; accept its terms on its page, and ${token}`;
  if (status === 401)
    return `the repository ${repo} is private or gated, or there is none of this name; check it, and ${token}`;
  if (status !== 404) return undefined;
  if (code === 'RepoNotFound') return `there is no repository ${repo}, or it is private; check the name`;
  if (code === 'RevisionNotFound')
    return `the repository ${repo} has no revision ${revision}; check the branch, tag or commit`;
  return `the repository ${repo} has no file ${path} at ${revision}; check the path`;
}

/** No answer came, or it broke off. */
export function networkError({ url }: Asked, received: number, cause: unknown): DataError {
  const why = causeText(cause);
  const reason =
    received > 0
      ? `the connection broke off after ${received} bytes${why}; call again to go on from there`
      : `no answer${why}; check the network and the URL`;
  return new DataError(`download: ${url}: ${reason}`, { url, reason, received }, { cause });
}

/** What fetch hides in its cause: `ECONNREFUSED`, `ENOTFOUND`, ... */
function causeText(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return '';
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.message;
  return code === '' ? '' : ` (${code})`;
}

/** The bytes are not those that were asked for. */
export function mismatchError(
  { url }: Asked,
  what: 'bytes' | 'sha256',
  expected: string | number,
  received: string | number,
): DataError {
  const [name, next] =
    what === 'bytes'
      ? ['length', 'the file was cut or replaced']
      : ['SHA-256', 'the file was damaged on its way or replaced'];
  const reason = `wrong ${name}: expected ${expected}, received ${received}; ${next}, and nothing of it was kept`;
  return new DataError(`download: ${url}: ${reason}`, { url, reason, what, expected, received });
}

/** The disk has no room, or had none at the byte that was written last. */
export function diskError({ url }: Asked, folder: string, needed: number | undefined, cause?: unknown): DataError {
  const size = needed === undefined ? '' : `; ${needed} bytes are needed`;
  const reason = `the disk of the cache is full (${folder})${size}; free some space, remove files with clearDownloads(), or set CV_CACHE to a folder on another disk`;
  return new DataError(
    `download: ${url}: ${reason}, and nothing of it was kept`,
    { url, reason, path: folder, needed },
    { cause },
  );
}

/** Offline, and not in the cache. */
export function offlineError({ url }: Asked, folder: string): DataError {
  const reason = `offline, and it is not in the cache (${folder}); run once with the network, without CV_OFFLINE, or give a file`;
  return new DataError(`download: ${url}: ${reason}`, { url, reason, path: folder, offline: true });
}
