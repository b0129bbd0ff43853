import { WeightsError } from '@cv/tensor/errors';

/** How far a download has come; `total` is missing where the server does not say. */
export interface DownloadProgress {
  readonly received: number;
  readonly total?: number;
}

/**
 * Fetches a file. The seam for `download` of `@cv/backend-web`.
 * @throws WeightsError when it cannot be had whole
 */
export async function readBytes(url: URL, onProgress?: (progress: DownloadProgress) => void): Promise<Uint8Array> {
  const name = url.pathname.split('/').at(-1);
  try {
    const response = await fetch(url);
    if (!response.ok) {
      throw new WeightsError(`${name}: the server answered ${response.status} ${response.statusText}`, {
        url: url.href,
      });
    }
    const total = Number(response.headers.get('content-length')) || undefined;
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      received += chunk.length;
      onProgress?.({ received, ...(total && { total }) });
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch (cause) {
    if (cause instanceof WeightsError) throw cause;
    throw new WeightsError(
      `${name} could not be downloaded: the connection broke or is not there`,
      { url: url.href },
      { cause },
    );
  }
}
