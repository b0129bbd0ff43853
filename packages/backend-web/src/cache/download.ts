import { OptionError } from '@cv/tensor/errors';
import { concatBytes } from './concat-bytes.ts';
import { type CheckedOptions, checkOptions, type DownloadOptions } from './download-options.ts';
import { type DownloadRecord, DownloadStore } from './download-store.ts';
import { Draft } from './draft.ts';
import { fileVersion, isSameVersion } from './file-version.ts';
import { sha256Hex } from './sha256-hex.ts';
import { transfer } from './transfer.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** How long the server may take to say whether a cached file is still the same one. */
const RECHECK_MS = 5000;

/**
 * Fetches a file and keeps it in the browser's Cache API, for this page's whole origin: pages, tabs and workers. What an
 * interruption leaves (a cut connection, a closed tab, `signal`) is continued where the server can; a file that another tab
 * is fetching is waited for.
 *
 * A cached file is returned without the network when `sha256` is given and is the file's. Without it the server is asked first
 * whether the file is still the same; when it does not answer, or tells no version, the cached one is good enough.
 *
 * It has the form of the `readBytes` of `@cv/zoo`: `load('lenet5', { weights: 'mnist', readBytes: download })`.
 *
 * @param url absolute, or relative to the page; other schemes than `http:` and `https:` (`blob:`, `data:`) are not cached
 * @returns the bytes of the whole file, in memory of their own
 * @throws {DataError} in words with `url` and more fields: the status that the server answered (with what to do), no answer or
 * CORS, a broken connection, a wrong length or SHA-256 (`expected`, `received`; nothing is kept), no room to cache it
 * (`needed`, `quota`, `usage`; what was cached before stays)
 * @throws {OptionError} for an option out of range
 * @throws {UnsupportedError} for `sha256` on a page that is served neither over https: nor from localhost
 * @throws the reason of `signal` when it aborts
 * @example
 * ```ts
 * const bytes = await download('https://example.org/resnet18.safetensors', {
 *   sha256: '5c0e4f0d0e1bf1e2d1f1c1a4f6a2a1e7d1b6f6b1c2a3d4e5f60718293a4b5c6d',
 *   onProgress: ({ received, total }) => { bar.value = received / (total ?? received); },
 * });
 * ```
 */
export async function download(url: string | URL, options: DownloadOptions = {}): Promise<Bytes> {
  const checked = checkOptions(options);
  if (checked.sha256 !== undefined) await sha256Hex(new Uint8Array()); // Refuses now rather than after the download.
  const address = absoluteUrl(url);
  checked.signal?.throwIfAborted();
  const store = await openStore(address, checked);
  if (store === undefined) return fetchWhole(address, undefined, checked);
  // One at a time, over all tabs and workers: the second finds what the first one fetched.
  const lock = { ...(checked.signal && { signal: checked.signal }) };
  return navigator.locks.request(`cv-download ${address}`, lock, async () => {
    const cached = checked.cache === 'use' ? await readCached(address, store, checked) : undefined;
    if (cached === undefined) return fetchWhole(address, store, checked);
    checked.onProgress?.({ received: cached.length, total: cached.length });
    return cached;
  }) as Promise<Bytes>; // The types of locks wrap a promise in a promise.
}

/** The URL without its fragment, as the cache knows it. */
export function absoluteUrl(url: string | URL): string {
  const base = typeof document === 'undefined' ? location.href : document.baseURI;
  if (!URL.canParse(url, base)) {
    throw new OptionError(`download: url must be absolute or relative to ${base}, received ${String(url)}`, { url });
  }
  const absolute = new URL(url, base);
  absolute.hash = '';
  return absolute.href;
}

async function openStore(url: string, { cache, onUncached }: CheckedOptions): Promise<DownloadStore | undefined> {
  if (cache === 'off' || !/^https?:/.test(url)) return undefined;
  const store = await DownloadStore.open();
  if (typeof store !== 'string') return store;
  onUncached?.(store);
  return undefined;
}

async function fetchWhole(url: string, store: DownloadStore | undefined, options: CheckedOptions): Promise<Bytes> {
  const draft = await Draft.open(url, store, options);
  if (draft.received > 0) options.onProgress?.({ received: draft.received, total: draft.total });
  const { whole, sha256 } = await transfer(draft, options);
  if (draft.isStored) await draft.complete(sha256!);
  options.onProgress?.({ received: whole.length, total: whole.length });
  return whole;
}

/** The cached file, if it is whole, unharmed and the one that is asked for. */
async function readCached(url: string, store: DownloadStore, options: CheckedOptions): Promise<Bytes | undefined> {
  const record = await store.readRecord('complete', url);
  if (record === undefined) return undefined;
  if (record.bytes !== (options.bytes ?? record.bytes)) return undefined;
  if (record.sha256 !== (options.sha256 ?? record.sha256)) return undefined;
  if (options.sha256 === undefined && (await hasChanged(record, options.signal))) return undefined;
  const whole = concatBytes(await store.readParts(url, record.draft));
  if (whole.length === record.bytes) return whole;
  // Damaged: what stands before the damage is as good as an interrupted download.
  await store.removeRecord('complete', url);
  if ((await store.readRecord('partial', url)) === undefined)
    await store.writeRecord('partial', { ...record, sha256: null });
  return undefined;
}

/** Whether the server says that it has another version by now. */
async function hasChanged(record: DownloadRecord, signal: AbortSignal | undefined): Promise<boolean> {
  const patience = AbortSignal.any([AbortSignal.timeout(RECHECK_MS), ...(signal === undefined ? [] : [signal])]);
  try {
    const response = await fetch(record.url, { method: 'HEAD', cache: 'no-store', signal: patience });
    return response.ok && isSameVersion(record, fileVersion(response)) === false;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}
