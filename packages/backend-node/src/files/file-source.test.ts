import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DataError, OptionError, UnsupportedError } from '@cv/tensor/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSource } from './file-source.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-source-'));
  path = join(folder, 'a b#.bin');
  await writeFile(
    path,
    Uint8Array.from({ length: 100 }, (_, i) => i),
  );
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('fileSource', () => {
  it('reads ranges of a path and of a file URL, each into memory of its own', async () => {
    for (const name of [path, pathToFileURL(path)]) {
      const source = await fileSource(name);
      expect(source.size).toBe(100);
      const bytes = await source.read(10, 13);
      expect(bytes.constructor).toBe(Uint8Array);
      expect([...bytes]).toEqual([10, 11, 12]);
      expect(bytes.buffer.byteLength).toBe(3);
      expect(await source.read(100, 100)).toHaveLength(0);
      expect(await source.read(0, 100)).toHaveLength(100);
    }
  });

  it('reads beyond 4 GiB', async () => {
    await truncate(path, 5 * 2 ** 30); // a hole, which takes no room on the disk
    await appendFile(path, Uint8Array.of(7, 8));
    const source = await fileSource(path);
    expect([...(await source.read(source.size - 3, source.size))]).toEqual([0, 7, 8]);
  });

  it.each<[string, (path: string) => Promise<void>]>([
    ['cut', (file) => truncate(file, 50)],
    ['longer', (file) => appendFile(file, 'x')],
    ['written again', (file) => utimes(file, 1, 1)],
    ['replaced', (file) => writeFile(`${file}2`, new Uint8Array(100)).then(() => rename(`${file}2`, file))],
  ])('refuses a file that was %s since it was opened', async (_, change) => {
    const source = await fileSource(path);
    await source.read(0, 10);
    await change(path);
    const reading = source.read(0, 10);
    await expect(reading).rejects.toThrow(DataError);
    await expect(reading).rejects.toThrow('the file was changed while it was read; open it again');
  });

  it('refuses a file that was removed since', async () => {
    const source = await fileSource(path);
    await rm(path);
    await expect(source.read(0, 10)).rejects.toThrow(/there is no such file or folder/);
  });

  it.each<[number, number]>([
    [-1, 1],
    [2, 1],
    [0, 101],
    [0.5, 1],
    [0, Number.NaN],
  ])('refuses the range %d to %d', async (begin, end) => {
    const source = await fileSource(path);
    await expect(source.read(begin, end)).rejects.toThrow(OptionError);
  });

  it('says what does not fit in memory', async () => {
    await truncate(path, 2 ** 43);
    const source = await fileSource(path);
    const reading = source.read(0, source.size);
    await expect(reading).rejects.toThrow(DataError);
    await expect(reading).rejects.toThrow('8796093022208 bytes at once do not fit in memory');
  });

  it.each([
    ['a missing file', () => join(folder, 'missing'), /fileSource: cannot read .*: there is no such file or folder/],
    ['a folder', () => folder, /this is a folder; give the path of a file/],
    ['a null byte', () => 'a\0b', /null byte/],
  ])('refuses %s', async (_, name, message) => {
    await expect(fileSource(name())).rejects.toThrow(DataError);
    await expect(fileSource(name())).rejects.toThrow(message);
  });

  // Windows has neither device files nor named pipes in folders.
  it.skipIf(process.platform === 'win32')('refuses a pipe and a device instead of waiting for ever', async () => {
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    await expect(fileSource(pipe)).rejects.toThrow(/this is a pipe or device/);
    await expect(fileSource('/dev/zero')).rejects.toThrow(/this is a pipe or device/);
  });

  it('refuses a URL of the network', async () => {
    await expect(fileSource(new URL('https://example.org/a'))).rejects.toThrow(UnsupportedError);
  });
});
