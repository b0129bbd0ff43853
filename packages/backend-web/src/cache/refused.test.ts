// The type of `cdp()` is the provider's.

import { DataError } from '@cv/tensor/errors';
import type {} from '@vitest/browser-playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { failure } from '../testing/failure.ts';
import { serverFile } from '../testing/server-file.ts';
import { clearDownloads } from './clear-downloads.ts';
import { download } from './download.ts';
import { listDownloads } from './list-downloads.ts';

afterEach(() => clearDownloads());

describe('a server that refuses', () => {
  it.each([
    [401, /the server wants a login/],
    [403, /the server refuses this file/],
    [404, /there is no such file; check the URL; status 404$/],
    [410, /the file is gone/],
    [418, /unexpected answer; status 418$/],
  ])('with %i is not asked again', async (status, message) => {
    const file = serverFile({ status });
    const error = await failure(download(file.url));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(message);
    expect(error.fields).toMatchObject({ url: file.url, status });
    expect(await file.log()).toHaveLength(1);
    expect(await listDownloads()).toEqual([]);
  });

  it.each([429, 500, 503])('with %i is asked again, and answers', async (status) => {
    const file = serverFile({ status, times: 1 });
    expect(await download(file.url)).toEqual(file.bytes);
    expect(await file.log()).toHaveLength(2);
  });

  it('for ever is asked a limited number of times', async () => {
    const file = serverFile({ status: 502 });
    const error = await failure(download(file.url, { tries: 3 }));
    expect(error.message).toMatch(/the server has a problem; try again later; status 502$/);
    expect(await file.log()).toHaveLength(3);
  });

  it('is waited for as long as it asks', async () => {
    const file = serverFile({ status: 429, times: 1, retryAfter: '2' });
    const before = performance.now();
    expect(await download(file.url)).toEqual(file.bytes);
    // Nothing but the wait that was asked for takes so long: one's own first is at most half a second.
    expect(performance.now() - before).toBeGreaterThanOrEqual(1900);
  });

  it('is not waited for over a minute, and the message tells how long', async () => {
    const file = serverFile({ status: 429, retryAfter: '3600' });
    const error = await failure(download(file.url));
    expect(error.message).toMatch(/got too many requests; try again later \(it asks to wait 3600 s\); status 429$/);
    expect(error.fields).toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(await file.log()).toHaveLength(1);
  });
});

describe('no answer', () => {
  it('from a server that hangs up is tried again and told', async () => {
    const file = serverFile({ drop: true });
    const error = await failure(download(file.url, { tries: 2 }));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(/: no answer; check the network, the URL, and that the server lets other pages/);
    expect((await file.ranges()).length).toBeGreaterThanOrEqual(2);
  });

  it('that this page may read is told as what it is, at once', async () => {
    const file = serverFile({ cors: false });
    const error = await failure(download(file.url));
    expect(error.message).toMatch(/does not let this page read the file; it must send Access-Control-Allow-Origin/);
    expect(error.fields).toMatchObject({ cors: true });
    expect(await file.ranges()).toHaveLength(1);
  });
});

describe('a browser that gives no more room', () => {
  const limit = (quotaSize?: number): Promise<unknown> =>
    cdp().send('Storage.overrideQuotaForOrigin', {
      origin: location.origin,
      ...(quotaSize !== undefined && { quotaSize }),
    });
  afterEach(() => limit());

  it('is told in words, and what was cached before stays', async () => {
    const small = serverFile({ size: 100_000 });
    await download(small.url);
    await limit(2_000_000);
    const large = serverFile({ size: 12_000_000 });
    const error = await failure(download(large.url));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(
      /: no room to cache it: it has 12 MB, this page stores 1\d\d kB of the [\d.]+ .B that the browser promises.*; remove others with clearDownloads\(\)/,
    );
    const { quota } = await navigator.storage.estimate();
    expect(quota).toBeGreaterThan(0);
    expect(error.fields).toMatchObject({ url: large.url, needed: 12_000_000, usage: expect.any(Number) as number });
    expect(Math.abs(Number(error.fields.quota) - quota!)).toBeLessThan(1_000_000_000);
    expect(await listDownloads()).toMatchObject([{ url: small.url, complete: true, received: 100_000 }]);
    expect(await download(small.url)).toEqual(small.bytes);
    expect(await download(large.url, { cache: 'off' })).toHaveLength(12_000_000);
  });

  it('keeps the old file when there is none for the new one', async () => {
    const file = serverFile({ size: 5_000_000, changes: true });
    await download(file.url);
    await limit(7_000_000);
    expect((await failure(download(file.url, { cache: 'refresh' }))).message).toMatch(/no room to cache it/);
    expect(await listDownloads()).toMatchObject([{ complete: true, received: 5_000_000 }]);
  });
});
