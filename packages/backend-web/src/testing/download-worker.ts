import { download } from '../cache/download.ts';

/** Downloads the URL that it is sent, and tells how far it is. */
self.onmessage = async ({ data: url }: MessageEvent<string>) => {
  const bytes = await download(url, { onProgress: ({ received }) => self.postMessage({ received }) });
  self.postMessage({ bytes });
};
