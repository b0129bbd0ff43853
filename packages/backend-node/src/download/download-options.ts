import { OptionError } from '@cv/tensor/errors';

/** How far a download is. */
export interface DownloadProgress {
  /** Bytes that are there, those of an earlier, interrupted try included. */
  readonly received: number;
  /** Size of the whole in bytes; undefined where the server does not tell. */
  readonly total: number | undefined;
}

/** Options of `download` and `downloadFile`. */
export interface DownloadOptions {
  /** SHA-256 of the whole file in hexadecimal; anything else is refused, and a cached file with it needs no network. */
  readonly sha256?: string | undefined;
  /** The first digits of it (torchvision writes eight into its file names); checked in the same way. */
  readonly sha256Prefix?: string | undefined;
  /** Size of the whole file in bytes; anything else is refused. */
  readonly bytes?: number | undefined;
  /** Called whenever bytes have come in; what it throws ends the download. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Ends the download; what is there stays and is continued by the next call. */
  readonly signal?: AbortSignal | undefined;
  /** `use`: answers from the cache where it can; `refresh`: fetches and replaces. */
  readonly cache?: 'use' | 'refresh' | undefined;
  /** Never asks the network: a cached file or an error. Default: whether the environment variable `CV_OFFLINE` is set. */
  readonly offline?: boolean | undefined;
  /** Sent as `Authorization: Bearer`, to the first host only. Default for the hub: the environment variable `HF_TOKEN`. */
  readonly token?: string | undefined;
  /** Tries without a new byte before it gives up; default 5. */
  readonly tries?: number | undefined;
  /** Milliseconds without a byte after which the connection counts as cut; default 30 000. */
  readonly stallMs?: number | undefined;
}

/** Options of `download` with every default filled in. */
export interface CheckedOptions extends DownloadOptions {
  readonly cache: 'use' | 'refresh';
  readonly offline: boolean;
  readonly tries: number;
  readonly stallMs: number;
}

/** @throws OptionError for an option that no download can follow */
export function checkOptions(options: DownloadOptions): CheckedOptions {
  const { sha256, sha256Prefix, bytes, cache = 'use', tries = 5, stallMs = 30_000 } = options;
  const refuse = (name: string, expected: string, received: unknown): never => {
    throw new OptionError(`download: ${name} must be ${expected}, received ${String(received)}`, { [name]: received });
  };
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256)) refuse('sha256', '64 hexadecimal digits', sha256);
  if (sha256Prefix !== undefined && !/^[0-9a-f]{6,64}$/i.test(sha256Prefix))
    refuse('sha256Prefix', '6 to 64 hexadecimal digits', sha256Prefix);
  if (bytes !== undefined && !(Number.isSafeInteger(bytes) && bytes >= 0)) refuse('bytes', 'a whole number', bytes);
  if (!['use', 'refresh'].includes(cache)) refuse('cache', "'use' or 'refresh'", cache);
  if (!(Number.isSafeInteger(tries) && tries >= 1)) refuse('tries', 'a whole number of 1 or more', tries);
  if (!(stallMs > 0)) refuse('stallMs', 'a number of milliseconds above 0', stallMs);
  const offline =
    options.offline ?? !['', '0', 'false', 'no', 'off'].includes((process.env.CV_OFFLINE ?? '').toLowerCase());
  const digits = { sha256: sha256?.toLowerCase(), sha256Prefix: sha256Prefix?.toLowerCase() };
  return { ...options, ...digits, cache, offline, tries, stallMs };
}
