import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCheckpoint } from '@cv/transfer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CV, cv, ONE_THREAD, start } from '../testing/run-cv.ts';
import { idx, writeSmallMnist } from '../testing/small-mnist.ts';

let folder = '';
let data = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-faults-'));
  data = await writeSmallMnist(at('data'), { train: 192, test: 100 });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const IMAGES = 'train-images-idx3-ubyte.gz';
const LABELS = 'train-labels-idx1-ubyte';

async function changed(name: string, file: string, change: (bytes: Buffer) => Uint8Array | undefined): Promise<string> {
  await cp(data, at(name), { recursive: true });
  const after = change(await readFile(join(data, file)));
  if (after === undefined) await rm(join(at(name), file));
  else await writeFile(join(at(name), file), after);
  return at(name);
}

describe('damaged data is refused before a run folder is made:', () => {
  it.each([
    ['gz', IMAGES, (bytes: Buffer) => bytes.subarray(0, -1000), /damaged or truncated gzip file/],
    ['flipped', IMAGES, (bytes: Buffer) => bytes.fill(0, 5000, 5100), /damaged or truncated gzip file/],
    ['idx', LABELS, (bytes: Buffer) => bytes.subarray(0, -5), /train-labels-idx1-ubyte: truncated IDX file: 195 bytes/],
    ['longer', LABELS, (bytes: Buffer) => Buffer.concat([bytes, bytes]), /IDX file with bytes left over/],
    ['count', LABELS, () => idx([191], new Uint8Array(191)), /has 192 pictures, .* has 191 labels/],
    [
      'label',
      LABELS,
      () => idx([192], new Uint8Array(192).fill(10)),
      /label 10 at index 0, expected an integer in 0\.\.9/,
    ],
    ['magic', LABELS, () => Buffer.from('hello world'), /not an IDX file: it begins with 68 65 6c 6c/],
    [
      'size',
      IMAGES,
      () => idx([192, 20, 20], new Uint8Array(192 * 400)),
      /the pictures of the train set are 20x20x1, lenet5 takes 28x28x1/,
    ],
    ['none', IMAGES, () => undefined, /no train-images-idx3-ubyte here; looked for/],
    ['test', 't10k-labels-idx1-ubyte', () => undefined, /no t10k-labels-idx1-ubyte here/],
  ])('%s', async (name, file, change, message) => {
    const { code, stdout, stderr } = await cv([
      'train',
      '--data',
      await changed(name, file, change),
      '--out',
      at('out'),
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(await stat(at('out')).catch(() => undefined)).toBeUndefined();
  });

  it('no folder', async () => {
    const { code, stderr } = await cv(['train', '--data', at('nowhere'), '--out', at('out')]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: data ${at('nowhere')}: there is no such folder; give the folder with the MNIST files\n`,
    });
  });

  it.each([
    ['--hold-out', '192', /--hold-out 192 leaves nothing of 192 training pictures/],
    ['--model', 'lenet6', /there is no model 'lenet6'; choose from lenet5/],
    ['--device', 'abacus', /name is 'abacus', expected auto, /],
  ])('%s %s', async (option, value, message) => {
    const { code, stderr } = await cv(['train', '--data', data, '--out', at('out'), option, value]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('a device that is not installed', async () => {
    const { code, stderr } = await cv(['train', '--data', data, '--out', at('out'), '--device', 'tensorflow']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: device 'tensorflow': @tensorflow\/tfjs-node is not installed/);
    expect(await stat(at('out')).catch(() => undefined)).toBeUndefined();
  });
});

describe('a loss that is no number', () => {
  it('ends the training with the step, and keeps the last good checkpoint', async () => {
    // The schedule begins low enough for the first of ten steps an epoch, and then the weights overflow.
    const many = await writeSmallMnist(at('many'), { train: 640, test: 100 });
    const options = ['--epochs', '8', '--lr', '1e3', ...ONE_THREAD, '--out', at('nan')];
    const { code, stdout, stderr } = await cv(['train', '--data', many, ...options]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [, epochs] = /\nkept: .*checkpoint\.safetensors, the state after (\d) epochs?\n/.exec(stderr)!;
    expect(Number(epochs)).toBeGreaterThan(0);
    const [, step] =
      /\nerror: training: the loss is (?:NaN|Infinity) at step (\d+) \(learning rate .*\); lower the learning rate or look at the data\n$/.exec(
        stderr,
      )!;
    expect(Math.floor(Number(step) / 10)).toBe(Number(epochs));
    const { state } = decodeCheckpoint(await readFile(at('nan/checkpoint.safetensors')));
    expect(state.progress.epoch).toBe(Number(epochs));
    expect((state.model['fc1.weight']!.data as Float32Array).every(Number.isFinite)).toBe(true);
    expect((await readdir(at('nan'))).sort()).toEqual(['checkpoint.safetensors', 'history.csv']);
  });
});

describe('a run folder that cannot be written is found before the training:', () => {
  it('below a file', async () => {
    await writeFile(at('file'), '');
    const { code, stderr } = await cv(['train', '--data', data, '--out', at('file/run')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: the run folder .*file\/run cannot be made \(ENOTDIR.*\); choose another with --out\n$/,
    );
  });

  // The limit on the size of a file is the shell's `ulimit -f`, which Windows does not have.
  it.skipIf(process.platform === 'win32')('files may not grow so large', async () => {
    const command = 'ulimit -f 64 && exec "$0" "$@"';
    const args = [process.execPath, CV, 'train', '--data', data, '--out', at('limited')];
    const { code, stderr } = await start('bash', ['-c', command, ...args]).finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^error: writeFileAtomic: cannot write .*checkpoint\.safetensors: the file would be larger than allowed here; .*\n$/,
    );
    expect(await readdir(at('limited'))).toEqual([]);
  });

  it('the disk is too small', async (context) => {
    const result = await onSmallDisk('512k', '"$@"; echo "code $?"; ls -A run', [
      'train',
      '--data',
      data,
      '--out',
      'run',
    ]);
    if (result === undefined)
      return context.skip('a small disk needs a user namespace with mount rights (Linux, unshare)');
    expect(result.stderr).toMatch(
      /^error: the disk of run has [\d.]+ kB left and a run needs [\d.]+ MB; free some space or choose another folder with --out\n$/,
    );
    expect(result.stdout).toBe('code 1\n');
  });
});

describe('a disk that fills up during the training', { timeout: 180_000 }, () => {
  it('ends it with the last good checkpoint whole, from which it goes on once there is room', async (context) => {
    const fill = `"$@" > out.txt 2>&1 & pid=$!
      while ! grep -q 'epoch  *2/30' out.txt; do kill -0 $pid || break; sleep 0.05; done
      dd if=/dev/zero of=junk bs=4k > /dev/null 2>&1
      wait $pid; echo "code $?"; tail -n 2 out.txt; ls -A run
      rm junk; "$@" --resume --data "$DATA" > /dev/null 2>&1; echo "code $?"; ls -A run`;
    const train = ['train', '--data', data, '--epochs', '30', ...ONE_THREAD, '--out', 'run'];
    const result = await onSmallDisk('4m', fill, train);
    if (result === undefined)
      return context.skip('a small disk needs a user namespace with mount rights (Linux, unshare)');
    expect(result.stdout).toMatch(
      /^code 1\nkept: run\/checkpoint\.safetensors, the state after \d+ epochs\nerror: writeFileAtomic: cannot write run\/checkpoint\.safetensors: the disk is full; .*\ncheckpoint\.safetensors\nhistory\.csv\ncode 0\ncheckpoint\.safetensors\nhistory\.csv\nweights\.safetensors\n$/,
    );
  });
});

/** Runs a shell script in the root of a fresh file system of that size, with `cv` and its arguments as `"$@"`; undefined where that cannot be had. */
async function onSmallDisk(
  size: string,
  script: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string } | undefined> {
  const disk = await mkdtemp(join(folder, 'disk-'));
  const mount = `mount -t tmpfs -o size=${size} tmpfs "$0" && cd "$0" && echo mounted && { ${script}; }`;
  const result = await start('unshare', ['-rm', 'sh', '-c', mount, disk, process.execPath, CV, ...args], {
    env: { DATA: data },
  }).finished.catch(() => undefined);
  if (!result?.stdout.startsWith('mounted\n')) return undefined;
  return { ...result, stdout: result.stdout.slice('mounted\n'.length) };
}
