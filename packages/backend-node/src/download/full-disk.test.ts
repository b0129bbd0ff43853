import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { useHub } from './cache-folder.test.helper.ts';
import { fileBytes } from './hub-server.test.helper.ts';

const run = promisify(execFile);
const { server, cache } = useHub();

/** Downloads in a process of its own, whose cache may be on a disk of its own, and prints the error it got. */
const program = (url: string): string => `const { download } = await import(${JSON.stringify(
  new URL('./download.ts', import.meta.url).href,
)});
  await download(${JSON.stringify(url)}).then(() => console.log('written'), (error) => console.log(error.name, error.message));`;

const nodeArgs = ['--conditions=@cv/source', ...process.execArgv, '--input-type=module', '-e'];
const list = 'find "$CV_CACHE" -type f';

it.for([
  { when: 'is told before a byte comes, where the size is known', length: true },
  { when: 'is told when it is full, where it is not', length: false },
])('a full disk $when, and nothing stays', { timeout: 60_000 }, async ({ length }, context) => {
  server.behaviour.bytes = fileBytes(1_000_000);
  server.behaviour.length = length;
  const disk = join(cache(), 'disk');
  await mkdir(disk);
  const script = `mount -t tmpfs -o size=256k tmpfs "$CV_CACHE" && "$0" "$@"; ${list}`;
  const args = ['-rm', 'sh', '-c', script, process.execPath, ...nodeArgs, program(`${server.cdn}/weights.pth`)];
  const result = await run('unshare', args, { env: { ...process.env, CV_CACHE: disk } }).catch(() => undefined);
  if (result === undefined || !/Error|written/.test(result.stdout)) {
    context.skip('a small disk needs a user namespace with mount rights (Linux, unshare)');
    return;
  }
  expect(result.stdout).toMatch(/^DataError download: http.*: the disk of the cache is full \(.*\)/);
  if (length) expect(result.stdout).toContain('1000000 bytes are needed');
  expect(result.stdout).toMatch(/set CV_CACHE to a folder on another disk, and nothing of it was kept\n$/);
});
