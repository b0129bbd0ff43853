import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_THREAD, start } from './testing/run-cv.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
let folder = '';
let files: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-packed-'));
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  files = packed!.files.map(({ path }) => path);
  await run('tar', ['-xzf', join(folder, packed!.filename), '-C', folder]);
  await symlink(join(root, 'node_modules'), join(folder, 'package', 'node_modules'), 'junction');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the packed package', () => {
  it('has the program, the digits and nothing of its tests', () => {
    expect(files).toEqual(
      expect.arrayContaining(['bin/cv.js', 'dist/main.js', 'digits/3-chalk.png', 'README.md', 'package.json']),
    );
    expect(files.filter((file) => /test|src\/|scripts\/|\.map$|tsbuildinfo/.test(file))).toEqual([]);
  });

  it('runs', async () => {
    const bin = join(folder, 'package', 'bin', 'cv.js');
    const { code, stdout } = await start(process.execPath, [bin, 'demo', ...ONE_THREAD], { cwd: folder }).finished;
    expect(code).toBe(0);
    expect(stdout).toMatch(/ 0-fountain-pen /);
  });
});
