import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError, OptionError } from '@cv/tensor/errors';
import { describe, expect, it, vi } from 'vitest';
import { expectSame, failure, useHub } from './cache-folder.test.helper.ts';
import { clearDownloads } from './clear-downloads.ts';
import { download } from './download.ts';
import { downloadFile } from './download-file.ts';
import { FILE, fileBytes, REPO } from './hub-server.test.helper.ts';
import { listDownloads } from './list-downloads.ts';

const { server, cache } = useHub();
const reference = { repo: REPO, path: FILE };
const url = `https://huggingface.co/${REPO}/resolve/main/${FILE}`;

describe('a file of the hub', () => {
  it('is asked for at the commit to which the branch leads, and lies in the cache with it', async () => {
    expectSame(await download(reference), server.behaviour.bytes);
    const { commit, bytes } = server.behaviour;
    expect(server.log.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{64}/, 'SHA')}`)).toEqual([
      `POST /api/models/${REPO}/paths-info/main`,
      `GET /${REPO}/resolve/${commit}/${FILE}`,
      'GET cdn/blobs/SHA?signed=1',
    ]);
    const [row] = await listDownloads();
    expect(row).toMatchObject({ url, complete: true, commit, bytes: bytes.length, received: bytes.length });
    expect(row!.path).toContain('model.safetensors-');
    expect(row!.path!.startsWith(cache())).toBe(true);
  });

  it('stays at its commit without the network until it is refreshed', async () => {
    await download(reference);
    server.log.length = 0;
    server.behaviour.bytes = fileBytes(5000, 7);
    server.behaviour.commit = 'b'.repeat(40);
    expectSame(await download(url), fileBytes(100_000));
    expect(server.log).toEqual([]);
    expectSame(await download(reference, { cache: 'refresh' }), fileBytes(5000, 7));
    expect((await listDownloads())[0]).toMatchObject({ commit: 'b'.repeat(40), received: 5000 });
  });

  it('is not fetched again for a newer commit that left it as it was', async () => {
    await download(reference);
    server.behaviour.commit = 'b'.repeat(40);
    server.log.length = 0;
    await download(reference, { cache: 'refresh' });
    expect(server.fetches).toEqual([]);
    expect((await listDownloads())[0]).toMatchObject({ commit: 'b'.repeat(40) });
  });

  it('of a pinned revision is a file of its own in the cache', async () => {
    const revision = server.behaviour.commit;
    await download(reference);
    await download({ ...reference, revision });
    expect((await listDownloads()).map((row) => row.url)).toEqual([url.replace('main', revision), url]);
    expect(server.log.filter(({ method }) => method === 'POST').at(-1)!.path).toContain(revision);
  });

  it('outside its large-file storage is checked by its size, and by a hash that is given', async () => {
    server.behaviour.lfs = false;
    const bytes = await download(reference);
    const { sha256 } = (await listDownloads())[0]!;
    await clearDownloads();
    expectSame(await download(reference, { sha256 }), bytes);
    server.behaviour.damaged = true;
    await clearDownloads();
    expect((await failure(download(reference, { sha256 }))).message).toContain('wrong SHA-256');
  });

  it('that is damaged in the cache is fetched again as it was', async () => {
    const path = await downloadFile(reference);
    const bytes = new Uint8Array(await readFile(path));
    await writeFile(path, bytes.toReversed());
    expectSame(await download(reference), bytes);
    await writeFile(path, bytes.toReversed());
    expect((await failure(download(reference, { offline: true }))).message).toContain('offline, and it is not in the');
  });

  it('is read by a token, which the second host never sees', async () => {
    server.behaviour.token = 'hf_secret';
    const refused = await failure(download(reference));
    expect(refused).toBeInstanceOf(DataError);
    expect(refused.message).toContain(
      `the repository ${REPO} is gated; accept its terms on its page, and set HF_TOKEN`,
    );
    expect(refused.fields).toMatchObject({ status: 401 });
    vi.stubEnv('HF_TOKEN', 'hf_secret');
    await download(reference);
    const sent = server.log.slice(1).map(({ path, authorization }) => [path.startsWith('cdn'), authorization]);
    expect(sent).toEqual([
      [false, 'Bearer hf_secret'],
      [false, 'Bearer hf_secret'],
      [true, undefined],
    ]);
    await clearDownloads();
    expect((await failure(download(reference, { token: 'hf_other' }))).message).toContain('does not open it');
    expect(await failure(download(reference, { token: 'secret' }))).toBeInstanceOf(OptionError);
    expect(refused.message + JSON.stringify(refused.fields)).not.toContain('hf_secret');
  });
});

describe('what the hub has not', () => {
  it.each([
    [{ repo: 'timm/nothing', path: FILE }, 404, 'there is no repository timm/nothing, or it is private'],
    [{ ...reference, revision: 'v9' }, 404, `the repository ${REPO} has no revision v9`],
    [{ repo: REPO, path: 'x.bin' }, 404, `the repository ${REPO} has no file x.bin at main`],
  ])('%j', async (source, status, message) => {
    const error = await failure(download(source));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toContain(message);
    expect(error.fields).toMatchObject({ status });
    expect(await listDownloads()).toEqual([]);
  });

  it.each([
    { repo: '../x', path: FILE },
    { repo: 'a/b/c', path: FILE },
    { repo: REPO, path: '../etc' },
    { repo: REPO, path: 'a//b' },
    { repo: REPO, path: FILE, revision: '' },
    'model.safetensors',
    'ftp://example.org/x',
  ])('%j is no name', async (source) => {
    expect(await failure(download(source))).toBeInstanceOf(OptionError);
    expect(server.log).toEqual([]);
  });

  it('an answer that nobody understands', async () => {
    server.behaviour.commit = 'main'; // no commit
    expect((await failure(download(reference))).message).toContain('is not understood');
  });
});

describe('a hub that is busy', () => {
  it('is asked again, as late as it wants', async () => {
    server.behaviour.refuse = [
      { host: 'hub', status: 429, headers: { 'Retry-After': '1' } },
      { host: 'hub', status: 503 },
      { host: 'cdn', status: 500 },
    ];
    const start = performance.now();
    await download(reference);
    expect(performance.now() - start).toBeGreaterThan(1000);
    expect(server.log).toHaveLength(7); // the redirect is followed anew
  });

  it('is left alone when it asks for more than a minute, or refuses too often', async () => {
    server.behaviour.refuse = [{ host: 'hub', status: 429, headers: { 'Retry-After': '3600' } }];
    const error = await failure(download(reference));
    expect(error.message).toMatch(/too many requests; try again later \(it asks to wait 3600 s\); status 429$/);
    server.behaviour.refuse = [1, 2].map(() => ({ host: 'hub' as const, status: 502 }));
    expect((await failure(download(reference, { tries: 2 }))).message).toContain('status 502');
  });
});

describe('offline', () => {
  it('takes what is cached and nothing else, by option and by CV_OFFLINE', async () => {
    const error = await failure(download(reference, { offline: true }));
    expect(error.message).toMatch(/offline, and it is not in the cache .*; run once with the network/);
    expect(error.fields).toMatchObject({ offline: true, url });
    await download(reference);
    server.log.length = 0;
    vi.stubEnv('CV_OFFLINE', '1');
    expectSame(await download(reference), server.behaviour.bytes);
    expectSame(await download(reference, { cache: 'refresh' }), server.behaviour.bytes);
    await failure(download({ ...reference, revision: 'v1' }));
    expect(server.log).toEqual([]);
    vi.stubEnv('CV_OFFLINE', '0');
    await download({ ...reference, revision: 'v1' });
  });

  it('says of a hub that does not answer what is wrong', async () => {
    vi.stubEnv('HF_ENDPOINT', 'http://127.0.0.1:1');
    const error = await failure(download(reference, { tries: 1 }));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(/: no answer \(.*\); check the network and the URL$/);
    vi.stubEnv('HF_ENDPOINT', 'here');
    expect(await failure(download(reference))).toBeInstanceOf(OptionError);
  });
});

describe('the cache', () => {
  it('lists and clears', async () => {
    await download(reference);
    await download(`${server.cdn}/other.bin`);
    expect(await listDownloads()).toHaveLength(2);
    await clearDownloads(reference);
    expect((await listDownloads()).map((row) => row.url)).toEqual([`${server.cdn}/other.bin`]);
    await clearDownloads();
    expect(await readdir(join(cache(), 'downloads'))).toEqual([]);
    await clearDownloads();
  });

  it('that cannot be written is named', async () => {
    const file = join(cache(), 'file');
    await writeFile(file, '');
    vi.stubEnv('CV_CACHE', file);
    expect((await failure(download(reference))).message).toContain('a part of the path is a file');
    expect((await stat(file)).size).toBe(0);
  });
});
