import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCheckpoint } from '@cv/transfer';
import { decodeSafetensors } from '@cv/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv, type Finished, ONE_THREAD } from '../testing/run-cv.ts';
import { writeSmallMnist } from '../testing/small-mnist.ts';

let folder = '';
let data = '';
let first: Finished;
const at = (name: string): string => join(folder, name);
const env = { SOURCE_DATE_EPOCH: '1800000000' };

/** Three steps an epoch; the defaults of the command otherwise. */
function trained(out: string, ...options: string[]): Promise<Finished> {
  return cv(['train', '--data', data, '--epochs', '1', ...ONE_THREAD, '--out', at(out), ...options], { env });
}
const weightsOf = (run: string): Promise<Buffer> => readFile(join(at(run), 'weights.safetensors'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-train-'));
  data = await writeSmallMnist(at('data'), { train: 192, test: 100 });
  first = await trained('first');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('cv train', () => {
  it('says in plain lines how it goes, and leaves a checkpoint, a history and weights', async () => {
    expect(first.code).toBe(0);
    expect(first.stderr).toMatch(/^epoch 1\/1 {2}loss \d\.\d{4} {2}acc \d+\.\d\d % {2}[\d,]+ images\/s\n$/);
    expect(first.stdout).toMatch(/^test error: [\d.]+ % \(\d+ of 100 wrong\)\nweights: .*\nnext: cv classify /);
    expect((await readdir(at('first'))).sort()).toEqual([
      'checkpoint.safetensors',
      'history.csv',
      'weights.safetensors',
    ]);
    const [head, row, ...rest] = (await readFile(at('first/history.csv'), 'utf8')).split('\n');
    expect(head).toBe('epoch,loss,accuracy,valid_loss,valid_accuracy');
    expect(row).toMatch(/^1,\d\.\d+,0\.\d+,,$/);
    expect(rest).toEqual(['']);
    expect(decodeCheckpoint(await readFile(at('first/checkpoint.safetensors'))).state.progress.epoch).toBe(1);
  });

  it('writes into the weights how they came about, and the error that evaluate measures', async () => {
    const { metadata, tensors } = decodeSafetensors(await weightsOf('first'));
    const { stdout } = await cv(['evaluate', '--data', data, '--weights', at('first'), ...ONE_THREAD, '--json']);
    const { error, count } = JSON.parse(stdout) as { error: number; count: number };
    expect(metadata).toEqual({
      model: 'lenet5',
      command:
        'cv train --data <mnist dir> --model lenet5 --epochs 1 --batch-size 64 --lr 0.003 --augment on --seed 1 --device onnxruntime --threads 1',
      seed: '1',
      date: '2027-01-15',
      testError: String(error),
      testCount: String(count),
      device: expect.stringMatching(/^onnxruntime \(onnxruntime-node .*, 1 thread\)$/),
      versions: expect.stringMatching(/^@cv\/cli \d+\.\d+\.\d+, node v\d+/),
    });
    expect(tensors['conv1.weight']).toMatchObject({ dtype: 'float32', shape: [6, 1, 5, 5] });
  });

  it('gives the same file again for the same seed', async () => {
    expect((await trained('again')).code).toBe(0);
    expect((await weightsOf('again')).equals(await weightsOf('first'))).toBe(true);
  });

  it.each([
    ['--seed', '2'],
    ['--epochs', '2'],
    ['--batch-size', '32'],
    ['--lr', '0.01'],
    ['--augment', 'off'],
    ['--hold-out', '64'],
  ])('%s %s changes the weights', async (...option) => {
    const run = option.join('');
    expect((await trained(run, ...option)).code).toBe(0);
    const [one, other] = [await weightsOf('first'), await weightsOf(run)].map((bytes) => decodeSafetensors(bytes));
    expect(other!.tensors['fc3.weight']!.data).not.toEqual(one!.tensors['fc3.weight']!.data);
  });

  it('measures on pictures held out, and then not on the test set', async () => {
    await rm(at('no-test'), { recursive: true, force: true });
    await writeSmallMnist(at('no-test'), { train: 192 });
    for (const file of await readdir(at('no-test'))) if (file.startsWith('t10k')) await rm(at(`no-test/${file}`));
    const options = ['--data', at('no-test'), '--epochs', '1', '--hold-out', '64', ...ONE_THREAD, '--out', at('held')];
    const { code, stderr, stdout } = await cv(['train', ...options]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/ {2}held out: loss [\d.]+, accuracy [\d.]+ %\n$/);
    expect(stdout).toMatch(/^error on the held-out pictures: .* of 64 wrong\)\n/);
    expect(await readFile(at('held/history.csv'), 'utf8')).toMatch(/\n1,[\d.]+,[\d.]+,[\d.]+,[\d.]+\n$/);
    const { metadata } = decodeSafetensors(await weightsOf('held'));
    expect(metadata).toMatchObject({ validCount: '64', command: expect.stringContaining('--hold-out 64') });
    expect(metadata.testError).toBeUndefined();
  });

  it('stores float16 when asked, and measures what it stored', async () => {
    expect((await trained('half', '--weights-dtype', 'float16')).code).toBe(0);
    const half = decodeSafetensors(await weightsOf('half'));
    expect(half.tensors['conv1.weight']!.dtype).toBe('float16');
    expect(half.metadata.command).toMatch(/ --weights-dtype float16$/);
    const whole = decodeSafetensors(await weightsOf('first')).tensors['fc1.weight']!.data as Float32Array;
    const rounded = half.tensors['fc1.weight']!.data as Float32Array;
    expect(rounded).not.toEqual(whole);
    expect(rounded.every((value, i) => Math.abs(value - whole[i]!) <= 2 ** -11 * Math.abs(whole[i]!) + 2 ** -25)).toBe(
      true,
    );
    const { stdout } = await cv(['evaluate', '--data', data, '--weights', at('half'), ...ONE_THREAD, '--json']);
    expect(half.metadata.testError).toBe(String((JSON.parse(stdout) as { error: number }).error));
  });

  it('refuses to write over a run, unless forced', async () => {
    const before = await weightsOf('first');
    const { code, stderr } = await trained('first', '--seed', '9');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: there is a run in .*first already; .*--resume.*--force.*--out\)\n$/);
    expect((await weightsOf('first')).equals(before)).toBe(true);
    await trained('forced', '--seed', '1');
    expect((await trained('forced', '--seed', '2', '--force')).code).toBe(0);
    expect((await weightsOf('forced')).equals(await weightsOf('--seed2'))).toBe(true);
  });
});
