import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DataError, OptionError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { expectSame, failure, useHub } from './cache-folder.test.helper.ts';
import { download } from './download.ts';
import { downloadFile } from './download-file.ts';
import { DownloadFolder } from './download-folder.ts';
import type { DownloadProgress } from './download-options.ts';
import { FILE, fileBytes, REPO } from './hub-server.test.helper.ts';
import { listDownloads } from './list-downloads.ts';

const { server, cache } = useHub();
const reference = { repo: REPO, path: FILE };
const plain = (): string => `${server.cdn}/weights.pth`;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const ranges = (): (string | undefined)[] => server.fetches.map(({ range }) => range);

/** Names of all files in the cache, without the keys of their folders. */
async function files(): Promise<string[]> {
  const entries = await readdir(cache(), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

describe('a connection that is cut', () => {
  it('goes on where it stopped, of a plain URL and of the hub', async () => {
    for (const source of [plain(), reference]) {
      server.log.length = 0;
      server.behaviour.cuts = [30_000, 40_000];
      const seen: DownloadProgress[] = [];
      expectSame(await download(source, { onProgress: (progress) => seen.push(progress) }), server.behaviour.bytes);
      expect(ranges()).toEqual([undefined, 'bytes=30000-', 'bytes=70000-']);
      expect(server.fetches[1]!.ifRange).toMatch(/^"\w{16}"$/);
      expect(seen.map(({ received }) => received)).toEqual(
        seen.map(({ received }) => received).toSorted((a, b) => a - b),
      );
      expect(seen.at(-1)).toEqual({ received: 100_000, total: 100_000 });
    }
  });

  it('is tried as often as it brings something, and then a few times more', async () => {
    server.behaviour.cuts = Array.from({ length: 6 }, () => 12_000);
    expectSame(await download(plain(), { tries: 2 }), server.behaviour.bytes);
    server.behaviour.cuts = [12_000, 0, 0, 0];
    const error = await failure(download(`${plain()}?2`, { tries: 3 }));
    expect(error.message).toMatch(/the connection broke off after 12000 bytes.*; call again to go on from there$/);
  });

  it('is continued by the next call', async () => {
    server.behaviour.cuts = [60_000];
    await failure(download(plain(), { tries: 1 }));
    expect(await listDownloads()).toMatchObject([{ complete: false, received: 60_000, bytes: 100_000 }]);
    expectSame(await download(plain()), server.behaviour.bytes);
    expect(ranges()).toEqual([undefined, 'bytes=60000-']);
    expect(await files()).toEqual(expect.arrayContaining(['weights.pth', '.download.json']));
    expect(await files()).toHaveLength(2);
  });

  it('starts again when the file has changed, the server knows no ranges, or nothing tells the version', async () => {
    for (const change of [
      () => {
        server.behaviour.bytes = fileBytes(50_000, 9);
      },
      () => {
        server.behaviour.ranges = false;
      },
    ]) {
      server.behaviour.cuts = [30_000];
      const url = `${plain()}?${server.log.length}`;
      await failure(download(url, { tries: 1 }));
      change();
      expectSame(await download(url), server.behaviour.bytes);
    }
    server.log.length = 0;
    server.behaviour.etag = false;
    server.behaviour.cuts = [30_000];
    expectSame(await download(`${plain()}?none`), server.behaviour.bytes);
    expect(ranges()).toEqual([undefined, undefined]);
  });

  it('goes on without a version when a hash will tell, and starts again when it tells', async () => {
    server.behaviour.etag = false;
    server.behaviour.cuts = [30_000];
    await download(plain(), { sha256: sha256(server.behaviour.bytes) });
    expect(ranges()).toEqual([undefined, 'bytes=30000-']);
    server.log.length = 0;
    server.behaviour.cuts = [30_000];
    await failure(download(`${plain()}?2`, { tries: 1 }));
    server.behaviour.bytes = fileBytes(100_000, 5);
    expectSame(await download(`${plain()}?2`, { sha256: sha256(fileBytes(100_000, 5)) }), fileBytes(100_000, 5));
    expect(ranges()).toEqual([undefined, 'bytes=30000-', undefined]);
  });

  it('survives a part that is longer than the file', async () => {
    server.behaviour.cuts = [30_000];
    await failure(download(plain(), { tries: 1 }));
    await writeFile(DownloadFolder.of(plain()).part, fileBytes(200_000, 3));
    expectSame(await download(plain()), server.behaviour.bytes);
  });

  it('counts as cut when no byte comes for a while', async () => {
    server.behaviour.pauseMs = 500;
    const error = await failure(download(plain(), { stallMs: 100, tries: 1 }));
    expect(error.message).toContain('no byte came for 100 ms');
    expect(await listDownloads()).toMatchObject([{ complete: false, received: 50_000 }]);
    server.behaviour.pauseMs = 0;
    expectSame(await download(plain()), server.behaviour.bytes);
  });

  it('by the user rejects with the reason and keeps what is there', async () => {
    server.behaviour.pauseMs = 300;
    const reason = new Error('enough');
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(reason);
    await expect(download(plain(), { signal: controller.signal, onProgress })).rejects.toBe(reason);
    expect(await listDownloads()).toMatchObject([{ complete: false, received: 50_000 }]);
    await expect(download(plain(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const thrown = new Error('thrown');
    await expect(
      download(plain(), {
        onProgress: () => {
          throw thrown;
        },
      }),
    ).rejects.toBe(thrown);
    server.behaviour.pauseMs = 0;
    expectSame(await download(plain()), server.behaviour.bytes);
  });
});

describe('a wrong file', () => {
  it.each([
    [
      'sha256',
      { sha256: 'ab'.repeat(32) },
      /wrong SHA-256: expected (ab){32}, received [0-9a-f]{64}; .*nothing of it was/,
    ],
    ['prefix', { sha256Prefix: '00000000' }, /wrong SHA-256: expected 00000000\.\.\., received/],
    ['bytes', { bytes: 7 }, /wrong length: expected 7, received more than 7/],
    ['fewer', { bytes: 100_001 }, /wrong length: expected 100001, received 100000/],
  ])('by %s is refused and nothing of it stays', async (_, expected, message) => {
    const error = await failure(download(plain(), expected));
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toMatch(message);
    expect(error.fields).toHaveProperty('expected');
    expect(await files()).toEqual([]);
  });

  it('of the hub is refused by what the hub told of it', async () => {
    server.behaviour.damaged = true;
    expect((await failure(download(reference))).message).toContain('wrong SHA-256');
    expect(await files()).toEqual([]);
    server.log.length = 0;
    await failure(download(reference, { sha256: 'ab'.repeat(32) }));
    await failure(download(reference, { bytes: 5 }));
    expect(server.fetches).toEqual([]);
  });

  it('leaves the cached one as it was', async () => {
    const bytes = await download(plain());
    server.behaviour.damaged = true;
    await failure(download(plain(), { cache: 'refresh', sha256: sha256(bytes) }));
    expectSame(await download(plain(), { sha256: sha256(bytes) }), bytes);
  });
});

describe('a plain URL', () => {
  it('with a known hash needs the network once; without one the server is asked whether it changed', async () => {
    const prefix = sha256(server.behaviour.bytes).slice(0, 8);
    await download(plain(), { sha256Prefix: prefix.toUpperCase() });
    await download(plain(), { sha256Prefix: prefix });
    expect(server.log).toHaveLength(1);
    await download(`${plain()}#part`);
    expect(server.log.map(({ method }) => method)).toEqual(['GET', 'HEAD']);
    server.behaviour.bytes = fileBytes(10, 4);
    expectSame(await download(plain()), fileBytes(10, 4));
  });

  it('may be empty, and of unknown length', async () => {
    server.behaviour.bytes = new Uint8Array();
    expect(await download(plain())).toHaveLength(0);
    server.behaviour.bytes = fileBytes(5000);
    server.behaviour.length = false;
    const seen: DownloadProgress[] = [];
    expect(await download(`${plain()}?2`, { onProgress: (progress) => seen.push(progress) })).toHaveLength(5000);
    expect(seen[0]!.total).toBeUndefined();
    expect(seen.at(-1)).toEqual({ received: 5000, total: 5000 });
  });

  it.each([404, 403, 410, 418])('with status %d fails at once, in words', async (status) => {
    server.behaviour.refuse = [{ host: 'cdn', status }];
    const error = await failure(download(plain()));
    expect(error.message).toMatch(new RegExp(`^download: ${plain()}: .*; status ${status}$`));
    expect(server.log).toHaveLength(1);
    expect(await listDownloads()).toEqual([]);
  });

  it('has a name in the cache that fits every file system', async () => {
    for (const end of ['', '/', '/.part', '/..%2f..%2fetc', `/${'x'.repeat(300)}`, '/a%00b?c=d']) {
      const path = await downloadFile(`${server.cdn}${end}`);
      expect(path.startsWith(join(cache(), 'downloads'))).toBe(true);
      expect(path).toMatch(/\/[\w-][\w.-]*$/);
    }
    expect(await listDownloads()).toHaveLength(5); // the first two are one URL
  });

  it('of a file is read where it is', async () => {
    const path = join(cache(), 'local.bin');
    await writeFile(path, 'here');
    expect(await downloadFile(new URL(`file://${path}`))).toBe(path);
    expect(String(Buffer.from(await download(`file://${path}`)))).toBe('here');
  });
});

describe('two at a time', () => {
  it('of one program fetch once', async () => {
    server.behaviour.pauseMs = 200;
    const [a, b] = await Promise.all([download(plain()), download(plain())]);
    expect(a).toEqual(b);
    expect(server.fetches).toHaveLength(1);
  });

  it('of two programs: what a killed one left is taken over', async () => {
    const program = `const { download } = await import(${JSON.stringify(new URL('./download.ts', import.meta.url).href)});
      await download(${JSON.stringify(plain())});`;
    const start = () =>
      spawn(process.execPath, [...process.execArgv, '--conditions=@cv/source', '--input-type=module', '-e', program], {
        stdio: 'inherit',
      });
    server.behaviour.pauseMs = 2500;
    const child = start();
    await expect.poll(() => server.fetches.length, { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => (await listDownloads())[0]?.received, { timeout: 5000 }).toBe(50_000);
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
    server.behaviour.pauseMs = 0;
    expect(await readFile(DownloadFolder.of(plain()).lock, 'utf8')).toContain(String(child.pid));
    expectSame(await download(plain()), server.behaviour.bytes);
    expect(ranges()).toEqual([undefined, 'bytes=50000-']);
    expect(await files()).toHaveLength(2);
  }, 60_000);

  it('do not wait for a lock that has been silent for long, of any machine', async () => {
    const folder = DownloadFolder.of(plain());
    await folder.create();
    await writeFile(folder.lock, JSON.stringify({ pid: 1, host: 'elsewhere', id: 'x' }));
    const waiting = download(plain(), { signal: AbortSignal.timeout(300) });
    await expect(waiting).rejects.toThrow(/timeout/i);
    expect(server.log).toEqual([]);
    const old = new Date(Date.now() - 60_000);
    await utimes(folder.lock, old, old);
    expectSame(await download(plain()), server.behaviour.bytes);
  });
});

it('refuses redirects in a circle and hosts that are no web server', async () => {
  const server = createServer((request, response) => response.writeHead(302, { Location: request.url! }).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect((await failure(download(`http://127.0.0.1:${port}/x`, { tries: 1 }))).message).toContain('redirect count');
  server.close();
});

it.each([
  { sha256: 'abc' },
  { sha256Prefix: 'xyz' },
  { bytes: -1 },
  { tries: 0 },
  { stallMs: 0 },
  { cache: 'off' as 'use' },
])('refuses %j', async (options) => {
  expect(await failure(download(plain(), options))).toBeInstanceOf(OptionError);
});
