import { absoluteUrl } from './download.ts';
import { DownloadStore } from './download-store.ts';

/**
 * Removes a file from the cache of `download`, or all of them, those included that were interrupted.
 *
 * @param url as given to `download`; all files without it
 * @throws {OptionError} for a URL that cannot be one
 * @example
 * ```ts
 * await clearDownloads('https://example.org/resnet18.safetensors');
 * ```
 */
export async function clearDownloads(url?: string | URL): Promise<void> {
  const store = await DownloadStore.open();
  if (typeof store !== 'string') await store.clear(url === undefined ? undefined : absoluteUrl(url));
}
