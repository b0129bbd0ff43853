import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { readBytes } from '../files/read-bytes.ts';
import { addressOf, downloadFile } from './download-file.ts';
import { DownloadFolder } from './download-folder.ts';
import type { DownloadOptions } from './download-options.ts';
import type { HubReference } from './hub-reference.ts';

/**
 * The bytes of a file that {@link downloadFile} fetches or has in the cache. Those of the cache are checked against the SHA-256
 * that they had when they came; a damaged file is fetched again.
 *
 * It has the form of the `readBytes` of `@cv/zoo`: `load('resnet50', { weights: 'tv_in1k', readBytes: download })`.
 *
 * @param source as for {@link downloadFile}
 * @returns the bytes of the whole file, in memory of their own
 * @throws {DataError} as {@link downloadFile}, and when the file is larger than 2 GiB
 * @throws {OptionError} for an option out of range, or a source that is no URL
 * @throws the reason of `signal` when it aborts
 * @example
 * ```ts
 * const bytes = await download('https://download.pytorch.org/models/resnet18-f37072fd.pth', {
 *   sha256Prefix: 'f37072fd',
 *   onProgress: ({ received, total }) => console.log(received, total),
 * });
 * ```
 */
export async function download(
  source: string | URL | HubReference,
  options: DownloadOptions = {},
): Promise<Uint8Array> {
  const path = await downloadFile(source, options);
  const bytes = await readBytes(path);
  const { url } = addressOf(source);
  if (url.startsWith('file:')) return bytes;
  const record = await DownloadFolder.of(url).readRecord('file');
  const received = createHash('sha256').update(bytes).digest('hex');
  if (record === undefined || record.sha256 === received) return bytes;
  await rm(path, { force: true }); // offline this ends in the error that it is not there
  return readBytes(await downloadFile(source, options));
}
