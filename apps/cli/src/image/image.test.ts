import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPicture, writePicture } from '@cv/backend-node';
import { gaussian } from '@cv/classical';
import { createPicture } from '@cv/image';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv, type Finished } from '../testing/run-cv.ts';
import { operations } from './operations.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const image = (...args: string[]): Promise<Finished> => cv(['image', ...args], { cwd: folder });
const noise = createPicture({
  data: Uint8Array.from({ length: 20 * 30 * 3 }, (_, i) => (i * i * 31) % 256),
  width: 20,
  height: 30,
  channels: 3,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-image-'));
  await mkdir(at('in/more'), { recursive: true });
  for (const name of ['in/a.png', 'in/b.png', 'in/more/a.png']) await writePicture(at(name), noise);
  await writeFile(at('bad.png'), 'no picture');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('cv image', () => {
  it('lists every operation under its family, and helps with each', async () => {
    const { code, stdout } = await image('--help');
    expect(code).toBe(0);
    for (const { name, family } of operations) {
      expect(stdout).toContain(`  ${name} `);
      expect(stdout).toContain(`${family}:`);
    }
    const help = await image('help', 'gaussian');
    expect(help.stdout).toMatch(/--sigma <n> +standard deviation, pixels \(default: 1\)/);
  });

  it('writes the picture that the function makes, and the steps', async () => {
    const done = await image('gaussian', 'in/a.png', '-o', 'deep/soft.png', '--sigma', '2', '--stages', 'steps');
    expect(done).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect((await readPicture(at('deep/soft.png'))).data).toEqual(gaussian(noise, { sigmaPx: 2 }).data);
    expect(await readdir(at('steps'))).toEqual(['0-input.png', '1-result.png']);
  });

  it('takes a stack of pictures', async () => {
    const done = await image(
      'convolve3d',
      'in/a.png',
      '--behind',
      'in/b.png',
      'in/more/a.png',
      '-o',
      'mean.png',
      '--shape',
      '1,1,1',
      '--weights',
      '1',
    );
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect((await readPicture(at('mean.png'))).data).toEqual(noise.data);
  });

  it('takes folders and patterns, keeps their order below a folder, and lists what fails at the end', async () => {
    const { code, stderr } = await image('gaussian', 'in', 'bad.png', 'no.png', '-o', 'out');
    expect(code).toBe(0);
    expect(stderr.split('\n')).toEqual([
      'no.png: there is no such file or folder',
      expect.stringMatching(/^bad\.png: this is not an image/),
      '2 of 5 could not be processed',
      '',
    ]);
    expect((await readdir(at('out'), { recursive: true })).sort()).toEqual([
      'in',
      'in/a.png',
      'in/b.png',
      'in/more',
      'in/more/a.png',
    ]);
    const pattern = await image('gaussian', 'in/*.png', '-o', 'some', '--stages', 'several');
    expect(pattern.code).toBe(0);
    expect((await readdir(at('some'))).sort()).toEqual(['a.png', 'b.png']);
    expect((await readdir(at('several/b'))).sort()).toEqual(['0-input.png', '1-result.png']);
  });

  it.each([
    [['in/a.png'], 'the result has nowhere to go; say where the picture goes by -o out.png'],
    [['in/a.png', '--json'], 'gaussian has no numbers to print; say where the picture goes by -o out.png'],
    [['in/a.png', '-o', 'in/a.png'], 'in/a.png would overwrite its own input; choose another output'],
    [['in', '-o', 'in'], 'in/a.png would overwrite its own input; choose another output'],
    [['in/a.png', '-o', 'a.bmp'], "the output must end with one of .png, .jpg, .jpeg, .webp, .tif, .tiff, not 'a.bmp'"],
    [['in/a.png', '-o', 'a.png', '--sigma', '-1'], 'Expected a number of at least 0.'],
    [['in/a.png', '-o', 'a.png', '--border', 'torn'], 'Allowed choices are reflect, mirror, nearest, wrap, constant.'],
  ])('refuses %j in one line, with exit code 2', async (args, reason) => {
    const { code, stdout, stderr } = await image('gaussian', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(reason);
  });

  it('refuses an operation that there is not, and fails when nothing could be read', async () => {
    expect(await image('gausian', 'in/a.png')).toMatchObject({ code: 2, stdout: '' });
    const { code, stderr } = await image('gaussian', 'bad.png', '-o', 'x.png');
    expect(code).toBe(1);
    expect(stderr).toMatch(/\nerror: 1 of 1 could not be processed\n$/);
  });
});
