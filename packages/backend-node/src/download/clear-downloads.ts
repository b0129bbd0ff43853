import { addressOf } from './download-file.ts';
import { DownloadFolder } from './download-folder.ts';
import type { HubReference } from './hub-reference.ts';

/**
 * Removes a file from the cache of `download`, or all of them, those included that were interrupted. Not for one that is being
 * fetched.
 *
 * @param source as given to `download`; all files without it
 * @throws {OptionError} for a source that cannot be one
 * @throws {DataError} when a file cannot be removed
 * @example
 * ```ts
 * await clearDownloads({ repo: 'timm/resnet50.a1_in1k', path: 'model.safetensors' });
 * ```
 */
export async function clearDownloads(source?: string | URL | HubReference): Promise<void> {
  const folders = source === undefined ? await DownloadFolder.list() : [DownloadFolder.of(addressOf(source).url)];
  for (const folder of folders) await folder.remove();
}
