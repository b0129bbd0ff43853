import { DataError, OptionError } from '@cv/tensor/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure } from '../testing/failure.ts';
import { serverFile } from '../testing/server-file.ts';
import { clearDownloads } from './clear-downloads.ts';
import { download } from './download.ts';
import type { DownloadProgress } from './download-options.ts';
import { listDownloads } from './list-downloads.ts';
import { sha256Hex } from './sha256-hex.ts';

afterEach(async () => {
  vi.unstubAllGlobals();
  await clearDownloads();
});

describe('a whole file', () => {
  it('comes over the network once, then from the cache', async () => {
    const file = serverFile({ size: 10_000 });
    const sha256 = await sha256Hex(file.bytes);
    const first = await download(file.url, { sha256, bytes: 10_000 });
    expect(first).toEqual(file.bytes);
    expect(await download(file.url, { sha256: sha256.toUpperCase() })).toEqual(file.bytes);
    expect((await file.log()).length).toBe(1);
    expect(await listDownloads()).toEqual([
      { url: file.url, bytes: 10_000, received: 10_000, complete: true, sha256, date: expect.any(Date) as Date },
    ]);
  });

  it('may be empty', async () => {
    const file = serverFile({ size: 0 });
    expect(await download(file.url)).toHaveLength(0);
    expect(await download(file.url, { bytes: 0 })).toHaveLength(0);
    expect(await file.ranges()).toHaveLength(1);
  });

  it('reports progress up to its size', async () => {
    const file = serverFile({ size: 9_000_000 });
    const seen: DownloadProgress[] = [];
    await download(file.url, { onProgress: (progress) => seen.push(progress) });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.map(({ received }) => received)).toEqual(seen.map(({ received }) => received).sort((a, b) => a - b));
    expect(new Set(seen.map(({ total }) => total))).toEqual(new Set([9_000_000]));
    expect(seen.at(-1)!.received).toBe(9_000_000);
    expect((await listDownloads())[0]).toMatchObject({ received: 9_000_000, complete: true });
  });

  it('has no total where the server tells none, or compresses', async () => {
    for (const file of [serverFile({ length: false }), serverFile({ size: 100_000, gzip: true })]) {
      const seen: DownloadProgress[] = [];
      expect(await download(file.url, { onProgress: (progress) => seen.push(progress) })).toEqual(file.bytes);
      expect(seen.at(-1)).toEqual({ received: file.bytes.length, total: file.bytes.length });
    }
  });

  it('is the same under a URL with a fragment, a relative one, and a data URL without cache', async () => {
    const file = serverFile();
    await download(file.url);
    expect(await download(new URL('#x', file.url))).toEqual(file.bytes);
    expect(await file.ranges()).toHaveLength(1);
    expect((await download('/src/cache/concat-bytes.ts')).length).toBeGreaterThan(0);
    expect((await listDownloads()).map(({ url }) => url).sort()).toEqual(
      [file.url, `${location.origin}/src/cache/concat-bytes.ts`].sort(),
    );
    const reason = vi.fn();
    expect([...(await download('data:,hi', { onUncached: reason }))]).toEqual([104, 105]);
    expect(await listDownloads()).toHaveLength(2);
    expect(reason).not.toHaveBeenCalled();
  });

  it('is fetched again by refresh, and neither read from nor written to the cache by off', async () => {
    const file = serverFile({ changes: true });
    expect(await download(file.url, { cache: 'off' })).toEqual(file.bytes);
    expect(await listDownloads()).toEqual([]);
    const sha256 = await sha256Hex(file.changed);
    await download(file.url, { sha256 });
    await download(file.url, { sha256, cache: 'refresh' });
    await download(file.url, { sha256, cache: 'off' });
    expect(await file.ranges()).toHaveLength(4);
    expect(await listDownloads()).toHaveLength(1);
  });

  it.each([
    ['sha256', { sha256: 'abc' }],
    ['bytes', { bytes: -1 }],
    ['cache', { cache: 'maybe' as 'use' }],
    ['tries', { tries: 0 }],
    ['stallMs', { stallMs: 0 }],
  ])('refuses a wrong %s', async (name, options) => {
    const error = await failure(download('/', options));
    expect(error).toBeInstanceOf(OptionError);
    expect(error.message).toContain(`download: ${name} must be`);
  });

  it('refuses a URL that is none', async () => {
    expect(await failure(download('http://'))).toBeInstanceOf(OptionError);
    await expect(clearDownloads('http://')).rejects.toThrow(OptionError);
  });
});

describe('a file that was cached', () => {
  it('is asked after without a hash, and fetched again when it has changed', async () => {
    for (const version of ['etag', 'date'] as const) {
      const file = serverFile({ changes: true, version });
      expect(await download(file.url)).toEqual(file.bytes);
      const sha256 = await sha256Hex(file.bytes);
      expect(await download(file.url, { sha256 })).toEqual(file.bytes);
      expect(await file.log()).toHaveLength(1);
      // The server counts GET requests only: one more makes it change.
      await fetch(file.url);
      expect(await download(file.url)).toEqual(file.changed);
      expect(await download(file.url)).toEqual(file.changed);
      expect((await file.log()).map(({ method }) => method)).toEqual(['GET', 'GET', 'HEAD', 'GET', 'HEAD']);
    }
  });

  it('is fetched again when another hash or length is asked for', async () => {
    const file = serverFile({ changes: true });
    await download(file.url);
    const sha256 = await sha256Hex(file.changed);
    expect(await download(file.url, { sha256 })).toEqual(file.changed);
    expect(await listDownloads()).toHaveLength(1);
    const error = await failure(download(file.url, { bytes: 999 }));
    expect(error.fields).toMatchObject({ what: 'bytes', expected: 999 });
    expect(await listDownloads()).toMatchObject([{ complete: true, sha256 }]);
  });

  it('is good enough when the server does not answer', async () => {
    const file = serverFile();
    await download(file.url);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await download(file.url)).toEqual(file.bytes);
  });

  it('is fetched again from where it is damaged', async () => {
    const file = serverFile({ size: 10_000_000 });
    await download(file.url);
    const cache = await caches.open('cv-downloads');
    const parts = (await cache.keys()).filter(({ url }) => url.includes('/part?'));
    const starts = parts.map(({ url }) => Number(new URL(url).searchParams.get('start'))).sort((a, b) => a - b);
    expect(starts.length).toBeGreaterThan(2);
    const second = parts.find(({ url }) => url.includes(`start=${starts[1]}&`))!;
    const stored = (await cache.match(second))!;
    const bytes = new Uint8Array(await stored.arrayBuffer());
    bytes[5]! ^= 1;
    await cache.put(second, new Response(bytes, { headers: stored.headers }));
    const sha256 = await sha256Hex(file.bytes);
    expect(await sha256Hex(await download(file.url, { sha256 }))).toBe(sha256);
    expect(await file.ranges()).toEqual([undefined, `bytes=${starts[1]}-`]);
    expect(await listDownloads()).toMatchObject([{ complete: true, received: 10_000_000, sha256 }]);
  });

  it('is cleared by URL, or with all others', async () => {
    const files = [serverFile(), serverFile(), serverFile()];
    await Promise.all(files.map(({ url }) => download(url)));
    await clearDownloads(files[1]!.url);
    expect((await listDownloads()).map(({ url }) => url)).toEqual([files[0]!.url, files[2]!.url].sort());
    await clearDownloads();
    expect(await listDownloads()).toEqual([]);
    expect(await (await caches.open('cv-downloads')).keys()).toEqual([]);
  });
});

describe('a file that is not as expected', () => {
  it('is refused for its hash, and nothing is kept', async () => {
    const file = serverFile();
    const [expected, received] = ['0'.repeat(64), await sha256Hex(file.bytes)];
    const error = await failure(download(file.url, { sha256: expected }));
    expect(error).toBeInstanceOf(DataError);
    expect(error.fields).toEqual({ url: file.url, what: 'sha256', expected, received });
    expect(error.message).toBe(
      `download: ${file.url}: wrong SHA-256: expected ${expected}, received ${received}; the file was damaged on its way or replaced, and nothing of it was kept`,
    );
    expect(await (await caches.open('cv-downloads')).keys()).toEqual([]);
  });

  it.each([
    ['too short', 1001, 1000],
    ['too long', 999, 'more than 999'],
  ])('is refused when it is %s', async (_, bytes, received) => {
    const file = serverFile();
    const error = await failure(download(file.url, { bytes }));
    expect(error.fields).toEqual({ url: file.url, what: 'bytes', expected: bytes, received });
    expect(await (await caches.open('cv-downloads')).keys()).toEqual([]);
  });
});

describe('a page without a cache', () => {
  it.each([
    ['that offers none', undefined, /only to pages that are served over https: or from localhost/],
    ['that refuses', { open: () => Promise.reject(new DOMException('no', 'SecurityError')) }, /refuses its cache/],
  ])('%s says so once and downloads', async (_, caches, reason) => {
    vi.stubGlobal('caches', caches);
    const file = serverFile();
    const onUncached = vi.fn();
    expect(await download(file.url, { onUncached })).toEqual(file.bytes);
    expect(onUncached.mock.calls).toEqual([[expect.stringMatching(reason)]]);
    expect(await listDownloads()).toEqual([]);
    await clearDownloads();
  });
});
