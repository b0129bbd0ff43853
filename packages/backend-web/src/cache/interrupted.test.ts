import { DataError } from '@cv/tensor/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure } from '../testing/failure.ts';
import { serverFile } from '../testing/server-file.ts';
import { clearDownloads } from './clear-downloads.ts';
import { download } from './download.ts';
import type { DownloadProgress } from './download-options.ts';
import { listDownloads } from './list-downloads.ts';
import { sha256Hex } from './sha256-hex.ts';

const SIZE = 120_000;

afterEach(() => clearDownloads());

/** Where the second request went on, if it did. */
const offset = (ranges: (string | undefined)[]): number => Number(/^bytes=(\d+)-$/.exec(ranges[1] ?? '')?.[1] ?? 0);

describe('a connection that is cut', () => {
  it.each(['etag', 'date'] as const)('goes on where it stopped, by %s', async (version) => {
    const file = serverFile({ size: SIZE, cut: 50_000, times: 1, version });
    expect(await download(file.url)).toEqual(file.bytes);
    const ranges = await file.ranges();
    expect(ranges).toHaveLength(2);
    expect(offset(ranges)).toBeGreaterThan(0);
    expect(offset(ranges)).toBeLessThanOrEqual(50_000);
    expect(await listDownloads()).toMatchObject([{ complete: true, received: SIZE }]);
  });

  it('is tried as often as it brings something', async () => {
    const file = serverFile({ size: SIZE, cut: 15_000, times: 7 });
    expect(await download(file.url, { tries: 4 })).toEqual(file.bytes);
    expect((await file.ranges()).length).toBeGreaterThanOrEqual(8);
  });

  it('goes on without a version when a hash will tell, whatever other origins may see', async () => {
    const sha256 = await sha256Hex(serverFile({ size: SIZE }).bytes);
    for (const seen of [{ version: 'none' }, { expose: false }] as const) {
      const file = serverFile({ size: SIZE, cut: 50_000, times: 1, ...seen });
      expect(await download(file.url, { sha256 })).toEqual(file.bytes);
      expect(offset(await file.ranges())).toBeGreaterThan(0);
    }
  });

  it.each([
    ['the file has changed', { changes: true }, true],
    ['the server ignores ranges', { ranges: false }, true],
    ['nothing tells the version', { version: 'none' }, false],
  ] as const)('starts again when %s', async (_, behaviour, asks) => {
    const file = serverFile({ size: SIZE, cut: 50_000, times: 1, ...behaviour });
    expect(await download(file.url)).toEqual('changes' in behaviour ? file.changed : file.bytes);
    const ranges = await file.ranges();
    expect(offset(ranges) > 0).toBe(asks);
    expect(await listDownloads()).toMatchObject([{ complete: true, received: SIZE }]);
  });

  it('starts again when the file has changed and only the hash tells', async () => {
    const file = serverFile({ size: SIZE, cut: 50_000, times: 1, version: 'none', changes: true });
    const sha256 = await sha256Hex(file.changed);
    expect(await download(file.url, { sha256 })).toEqual(file.changed);
    expect((await file.ranges()).map((range) => range !== undefined)).toEqual([false, true, false]);
  });

  it('ends in a sentence and is continued by the next call, which reports what is there', async () => {
    const file = serverFile({ size: SIZE, cut: 50_000, times: 1 });
    const error = await failure(download(file.url, { tries: 1 }));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(/: the connection broke off after \d+ kB; call again to go on from there$/);
    const [left] = await listDownloads();
    expect(left).toMatchObject({ complete: false, bytes: SIZE, sha256: undefined });
    expect(left!.received).toBe(error.fields.received);
    const seen: DownloadProgress[] = [];
    expect(await download(file.url, { onProgress: (progress) => seen.push(progress) })).toEqual(file.bytes);
    expect(seen[0]).toEqual({ received: left!.received, total: SIZE });
    expect(offset(await file.ranges())).toBe(left!.received);
  });

  it('counts as cut when no byte comes', async () => {
    const file = serverFile({ size: SIZE, stall: 50_000, times: 1 });
    expect(await download(file.url, { stallMs: 300 })).toEqual(file.bytes);
    expect(offset(await file.ranges())).toBeGreaterThan(0);
  });
});

describe('a download that is ended', () => {
  it('by its signal, keeps what is there', async () => {
    const file = serverFile({ size: SIZE, stall: 50_000, times: 1 });
    const abort = new AbortController();
    const reason = new Error('enough');
    const onProgress = ({ received }: DownloadProgress): void => void (received >= 20_000 && abort.abort(reason));
    await expect(download(file.url, { signal: abort.signal, onProgress })).rejects.toBe(reason);
    const [left] = await listDownloads();
    expect(left!.received).toBeGreaterThanOrEqual(20_000);
    expect(await download(file.url)).toEqual(file.bytes);
    expect(offset(await file.ranges())).toBe(left!.received);
    await expect(download(file.url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('by its signal while it waits for the next try', async () => {
    const file = serverFile({ status: 503, retryAfter: '50' });
    const signal = AbortSignal.timeout(500);
    await expect(download(file.url, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('by what onProgress throws', async () => {
    const file = serverFile({ size: SIZE });
    const onProgress = vi.fn(() => {
      throw new RangeError('mine');
    });
    await expect(download(file.url, { onProgress })).rejects.toThrow(new RangeError('mine'));
    expect(onProgress).toHaveBeenCalledTimes(1);
    expect(await file.ranges()).toHaveLength(1);
  });

  it('by the end of its worker, keeps the parts that were written', async () => {
    const size = 10_000_000;
    const file = serverFile({ size, stall: 9_500_000, times: 1 });
    const worker = startWorker(file.url);
    await worker.until((received) => received > 9_000_000);
    worker.end();
    const [left] = await listDownloads();
    expect(left).toMatchObject({ complete: false, bytes: size });
    expect(left!.received).toBeGreaterThan(8_000_000);
    expect(await sha256Hex(await download(file.url))).toBe(await sha256Hex(file.bytes));
    expect(offset(await file.ranges())).toBe(left!.received);
  });
});

describe('several at once', () => {
  it('in workers and the page, fetch a file once', async () => {
    const file = serverFile({ size: SIZE });
    const workers = [startWorker(file.url), startWorker(file.url)];
    const all = await Promise.all([download(file.url), download(file.url), ...workers.map(({ bytes }) => bytes)]);
    for (const bytes of all) expect(bytes).toEqual(file.bytes);
    expect(await file.ranges()).toHaveLength(1);
    for (const { end } of workers) end();
  });

  it('while another clears the cache, still return the file', async () => {
    const size = 10_000_000;
    const file = serverFile({ size });
    let cleared: Promise<void> | undefined;
    const onProgress = ({ received }: DownloadProgress): void => {
      if (received > 5_000_000) cleared ??= clearDownloads(file.url);
    };
    const sha256 = await sha256Hex(file.bytes);
    expect(await sha256Hex(await download(file.url, { onProgress }))).toBe(sha256);
    await cleared;
    for (const { complete, received } of await listDownloads()) expect(complete).toBe(received === size);
    expect(await sha256Hex(await download(file.url))).toBe(sha256);
  });
});

/** Downloads in a worker. */
function startWorker(url: string): {
  readonly bytes: Promise<Uint8Array>;
  readonly until: (reached: (received: number) => boolean) => Promise<void>;
  readonly end: () => void;
} {
  const worker = new Worker(new URL('../testing/download-worker.ts', import.meta.url), { type: 'module' });
  const reachers: { reached: (received: number) => boolean; resolve: () => void }[] = [];
  const bytes = new Promise<Uint8Array>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<{ received?: number; bytes?: Uint8Array }>) => {
      if (data.bytes !== undefined) resolve(data.bytes);
      for (const one of reachers) if (one.reached(data.received ?? 0)) one.resolve();
    };
  });
  worker.postMessage(url);
  return {
    bytes,
    until: (reached) => new Promise((resolve) => reachers.push({ reached, resolve })),
    end: () => worker.terminate(),
  };
}
