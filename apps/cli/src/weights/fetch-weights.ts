import { basename } from 'node:path';
import { type DownloadOptions, download, downloadFile } from '@cv/backend-node';
import type { FoundWeights, LoadWeightsOptions } from '@cv/zoo';
import { bytesBar } from '../terminal/bytes-bar.ts';

/** As in timm: `resnet50.a1_in1k`. */
export function weightsName({ entry, tag }: FoundWeights): string {
  return `${entry.id}.${tag}`;
}

/** What `load` reads weights with: from the package, the cache or the network, the latter with a bar. */
export function weightsReader(name: string): NonNullable<LoadWeightsOptions['readBytes']> {
  return (url, expected) => withBar(name, (onProgress) => download(url, { ...expected, onProgress }));
}

/** Fetches weights into the cache, unless they are there. @returns where they lie */
export async function fetchWeights(found: FoundWeights): Promise<string> {
  const { url, sha256, sha256Prefix, bytes } = found.weights;
  const expected = { sha256: sha256 ?? undefined, sha256Prefix, bytes: bytes ?? undefined };
  return withBar(weightsName(found), (onProgress) => downloadFile(url, { ...expected, onProgress }));
}

/** Fetches a file that was named by its URL into the cache, unless it is there. @returns where it lies */
export async function fetchUrl(url: string): Promise<string> {
  return withBar(basename(new URL(url).pathname) || url, (onProgress) => downloadFile(url, { onProgress }));
}

async function withBar<T>(
  what: string,
  work: (onProgress: NonNullable<DownloadOptions['onProgress']>) => Promise<T>,
): Promise<T> {
  const bar = bytesBar(what);
  try {
    return await work(bar.update);
  } finally {
    bar.close();
  }
}
