import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DataError, UnsupportedError } from '@cv/tensor/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBytes } from './read-bytes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-read-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('readBytes', () => {
  it('reads a path and a file URL as plain bytes', async () => {
    const path = join(folder, 'a b#.bin');
    await writeFile(path, new Uint8Array([7, 8]));
    const bytes = await readBytes(path);
    expect(bytes.constructor).toBe(Uint8Array);
    expect([...bytes]).toEqual([7, 8]);
    expect([...(await readBytes(pathToFileURL(path)))]).toEqual([7, 8]);
  });

  it('reads an empty file', async () => {
    await writeFile(join(folder, 'empty'), '');
    expect(await readBytes(join(folder, 'empty'))).toHaveLength(0);
  });

  it.each([
    ['a missing file', () => join(folder, 'missing'), 'ENOENT', /there is no such file or folder/],
    ['a folder', () => folder, 'EISDIR', /this is a folder; give the path of a file/],
    ['a file used as a folder', () => join(folder, 'empty', 'x'), 'ENOTDIR', /is a file, not a folder/],
    ['an empty path', () => '', 'ENOENT', /there is no such file/],
    ['a null byte', () => 'a\0b', 'ERR_INVALID_ARG_VALUE', /null byte/],
    ['a name that is too long', () => join(folder, 'x'.repeat(300)), 'ENAMETOOLONG', /name is too long/],
  ])('refuses %s', async (_, path, code, message) => {
    await writeFile(join(folder, 'empty'), '');
    const error = await readBytes(path()).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).fields).toMatchObject({ path: path(), systemCode: code });
    expect((error as DataError).message).toMatch(message);
  });

  // Windows has neither device files nor named pipes in folders.
  it.skipIf(process.platform === 'win32')('refuses a pipe and a device instead of waiting for ever', async () => {
    const pipe = join(folder, 'pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    await expect(readBytes(pipe)).rejects.toThrow(/this is a pipe or device/);
    await expect(readBytes('/dev/zero')).rejects.toThrow(/this is a pipe or device/);
  });

  it('refuses a URL of the network', async () => {
    await expect(readBytes(new URL('https://example.org/a'))).rejects.toThrow(UnsupportedError);
  });
});
