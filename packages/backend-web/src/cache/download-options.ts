import { OptionError } from '@cv/tensor/errors';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes that are there, those of an earlier, interrupted try included. */
  readonly received: number;
  /** Size of the whole in bytes; undefined where the server does not tell. */
  readonly total: number | undefined;
}

/** Options of `download`. */
export interface DownloadOptions {
  /** SHA-256 of the whole file in hexadecimal; anything else is refused, and a cached file with it needs no network. */
  readonly sha256?: string | undefined;
  /** Size of the whole file in bytes; anything else is refused. */
  readonly bytes?: number | undefined;
  /** Called whenever bytes have come in; what it throws ends the download. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Ends the download; what is there stays and is continued by the next call. */
  readonly signal?: AbortSignal | undefined;
  /** `use`: answers from the cache where it can; `refresh`: fetches and replaces; `off`: neither reads nor writes the cache. */
  readonly cache?: 'use' | 'refresh' | 'off' | undefined;
  /** Called once, with the reason, when this page cannot cache; the download goes on without. */
  readonly onUncached?: ((reason: string) => void) | undefined;
  /** Tries without a new byte before it gives up; default 5. */
  readonly tries?: number | undefined;
  /** Milliseconds without a byte after which the connection counts as cut; default 30 000. */
  readonly stallMs?: number | undefined;
}

/** Options of `download` with every default filled in. */
export interface CheckedOptions extends DownloadOptions {
  readonly cache: 'use' | 'refresh' | 'off';
  readonly tries: number;
  readonly stallMs: number;
}

/** @throws OptionError for an option that no download can follow */
export function checkOptions(options: DownloadOptions): CheckedOptions {
  const { sha256, bytes, cache = 'use', tries = 5, stallMs = 30_000 } = options;
  const refuse = (name: string, expected: string, received: unknown): never => {
    throw new OptionError(`download: ${name} must be ${expected}, received ${String(received)}`, { [name]: received });
  };
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) refuse('sha256', '64 hexadecimal digits', sha256);
  if (bytes !== undefined && !(Number.isSafeInteger(bytes) && bytes >= 0)) refuse('bytes', 'a whole number', bytes);
  if (!['use', 'refresh', 'off'].includes(cache)) refuse('cache', "'use', 'refresh' or 'off'", cache);
  if (!(Number.isSafeInteger(tries) && tries >= 1)) refuse('tries', 'a whole number of 1 or more', tries);
  if (!(stallMs > 0)) refuse('stallMs', 'a number of milliseconds above 0', stallMs);
  return { ...options, sha256: sha256?.toLowerCase(), cache, tries, stallMs };
}
