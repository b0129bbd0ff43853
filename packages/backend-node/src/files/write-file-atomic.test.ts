import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DataError, UnsupportedError, WeightsError } from '@cv/tensor/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from './write-file-atomic.ts';

const run = promisify(execFile);
const built = new URL('../../dist/files/write-file-atomic.js', import.meta.url).href;
const isRoot = process.getuid?.() === 0;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-atomic-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A program in a process of its own that writes `length` bytes of `value`, and prints the error it got. */
function program(path: string, value: number, length: number): string {
  return `const { writeFileAtomic } = await import(${JSON.stringify(built)});
    await writeFileAtomic(${JSON.stringify(path)}, new Uint8Array(${length}).fill(${value}))
      .then(() => console.log('written'), (error) => console.log(error.name, error.fields.systemCode, error.message));`;
}

describe('writeFileAtomic', () => {
  it('writes bytes and text, and replaces what was there', async () => {
    const path = join(folder, 'a.bin');
    await writeFileAtomic(path, new Uint8Array([1, 2, 3]));
    expect([...(await readFile(path))]).toEqual([1, 2, 3]);
    await writeFileAtomic(pathToFileURL(path), 'né');
    expect(await readFile(path, 'utf8')).toBe('né');
    await writeFileAtomic(path, new Uint8Array(0));
    expect((await stat(path)).size).toBe(0);
    expect(await readdir(folder)).toEqual(['a.bin']);
  });

  it('writes pieces as they come', async () => {
    const path = join(folder, 'pieces');
    async function* pieces(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([1, 2]);
      await pause(1);
      yield new Uint8Array(0);
      yield new Uint8Array(700_000).fill(3);
    }
    await writeFileAtomic(path, pieces());
    const written = await readFile(path);
    expect(written.length).toBe(700_002);
    expect([...written.subarray(0, 4)]).toEqual([1, 2, 3, 3]);
  });

  it('leaves the old file and no rest when the pieces end in an error, which it throws', async () => {
    const path = join(folder, 'pieces');
    await writeFile(path, 'old');
    async function* pieces(error: Error): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(100_000);
      throw error;
    }
    const known = new WeightsError('the value does not fit');
    await expect(writeFileAtomic(path, pieces(known))).rejects.toBe(known);
    await expect(writeFileAtomic(path, pieces(new TypeError('odd')))).rejects.toThrow(`cannot write ${path}: odd`);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['pieces']);
  });

  it('keeps permissions and writes through symbolic links', async () => {
    const path = join(folder, 'real');
    const link = join(folder, 'link');
    await writeFile(path, 'old');
    await chmod(path, 0o640);
    await symlink(path, link);
    await writeFileAtomic(link, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect((await readdir(folder)).sort()).toEqual(['link', 'real']);
  });

  it('survives many writers at once: one of them wins, whole', async () => {
    const path = join(folder, 'busy');
    const texts = Array.from({ length: 20 }, (_, i) => String(i).repeat(10_000));
    await Promise.all(texts.map((text) => writeFileAtomic(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['busy']);
  });

  it('names a missing folder and a folder in the place of the file', async () => {
    const missing = join(folder, 'no', 'such', 'file');
    await expect(writeFileAtomic(missing, 'x')).rejects.toThrow(
      `writeFileAtomic: cannot write ${missing}: there is no such file or folder; check the path`,
    );
    const taken = join(folder, 'taken');
    await mkdir(taken);
    const error = await writeFileAtomic(taken, 'x').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).fields).toMatchObject({ path: taken, systemCode: 'EISDIR' });
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('refuses a URL of the network', async () => {
    await expect(writeFileAtomic(new URL('https://example.org/x'), 'x')).rejects.toThrow(UnsupportedError);
  });

  // Root may write everywhere, so that the refusal cannot be seen.
  it.skipIf(isRoot)('names a folder that is not writable', async () => {
    await chmod(folder, 0o500);
    await expect(writeFileAtomic(join(folder, 'a'), 'x')).rejects.toThrow(/permission denied/);
    await chmod(folder, 0o700);
  });

  // The limit on the file size is the shell's `ulimit -f`, which Windows does not have.
  it.skipIf(process.platform === 'win32')(
    'leaves the old file and no rest when the space ends in the middle',
    async () => {
      const path = join(folder, 'checkpoint');
      await writeFile(path, 'old');
      const script = program(path, 1, 1_000_000);
      const { stdout } = await run('bash', [
        '-c',
        'ulimit -f 16 && exec "$0" --input-type=module -e "$1"',
        process.execPath,
        script,
      ]);
      expect(stdout).toMatch(/^DataError EFBIG writeFileAtomic: cannot write .*checkpoint: the file would be larger/);
      expect(await readFile(path, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual(['checkpoint']);
    },
  );

  it('says that the disk is full, on a disk of 64 kB', async (context) => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    const path = join(disk, 'checkpoint');
    const mount =
      'mount -t tmpfs -o size=64k tmpfs "$0" && echo old > "$1" && "$2" --input-type=module -e "$3"; ls -A "$0"; cat "$1"';
    const args = ['-rm', 'sh', '-c', mount, disk, path, process.execPath, program(path, 1, 1_000_000)];
    const result = await run('unshare', args).catch(() => undefined);
    if (result === undefined || !/Error|written/.test(result.stdout)) {
      context.skip('a small disk needs a user namespace with mount rights (Linux, unshare)');
      return;
    }
    expect(result.stdout).toMatch(
      /^DataError ENOSPC .*the disk is full; free some space or choose another folder\ncheckpoint\nold\n$/,
    );
  });

  it('leaves a whole file whenever the process is killed', async () => {
    const path = join(folder, 'checkpoint');
    const length = 4_000_000;
    const forever = `const { writeFileAtomic } = await import(${JSON.stringify(built)});
      console.log('go');
      for (let i = 0; ; i++) await writeFileAtomic(${JSON.stringify(path)}, new Uint8Array(${length}).fill(i));`;
    for (const delay of [30, 61, 97]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', forever], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await pause(delay);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      const bytes = await readFile(path).catch(() => undefined);
      if (bytes === undefined) continue; // killed before the first file was in place
      expect(bytes.length).toBe(length);
      expect(bytes.every((byte) => byte === bytes[0])).toBe(true);
    }
    expect((await readdir(folder)).every((name) => name === 'checkpoint' || /^\.cv-\w+\.tmp$/.test(name))).toBe(true);
  });
});
