import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDevice } from '@cv/backend-node';
import { Rng } from '@cv/tensor/rng';
import { encodeSafetensors, lenet5, type ModelEntry, models } from '@cv/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv, ONE_THREAD } from '../testing/run-cv.ts';
import { writeSmallMnist } from '../testing/small-mnist.ts';
import { wrongCount } from './wrong-count.ts';

let folder = '';
let data = '';
const at = (name: string): string => join(folder, name);

interface Measured {
  readonly accuracy: number;
  readonly error: number;
  readonly count: number;
  readonly device: string;
}

async function measured(...options: string[]): Promise<Measured> {
  const { code, stdout } = await cv(['evaluate', '--data', data, '--json', ...ONE_THREAD, ...options]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Measured;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-evaluate-'));
  data = await writeSmallMnist(at('data'), { train: 64, test: 100 });
  await openDevice('cpu');
  const [ten, three] = [lenet5({ rng: new Rng(1) }), lenet5({ rng: new Rng(1), classes: 3 })];
  const state = await ten.stateDict();
  await writeFile(at('random.safetensors'), encodeSafetensors(state));
  await writeFile(at('three.safetensors'), encodeSafetensors(await three.stateDict()));
  await writeFile(at('named.safetensors'), encodeSafetensors(state, { metadata: { model: 'lenet6' } }));
  await writeFile(at('cut.safetensors'), encodeSafetensors(state).subarray(0, 100_000));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('cv evaluate', () => {
  it('--json prints accuracy, error, count and device, of the packaged weights by default', async () => {
    const result = await measured();
    expect(Object.keys(result)).toEqual(['accuracy', 'error', 'count', 'device']);
    expect(result).toMatchObject({ count: 100, device: 'onnxruntime' });
    expect(result.accuracy + result.error).toBeCloseTo(1, 12);
  });

  it('measures other weights, the other half, and on another device', async () => {
    const random = await measured('--weights', at('random.safetensors'));
    expect(random.error).toBeGreaterThan(0.6);
    expect(await measured('--weights', at('random.safetensors'), '--split', 'train')).toMatchObject({ count: 64 });
    const elsewhere = await measured('--weights', at('random.safetensors'), '--device', 'wasm', '--batch-size', '33');
    expect(elsewhere).toEqual({ ...random, device: 'wasm' });
  });

  it('shows people the confusion matrix', async () => {
    const { code, stdout, stderr } = await cv([
      'evaluate',
      '--data',
      data,
      '--weights',
      at('random.safetensors'),
      ...ONE_THREAD,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [what, numbers, device, gap, head, ...rows] = stdout.trimEnd().split('\n');
    expect(what).toBe(`LeNet-5 (modern) with ${at('random.safetensors')}, on 100 pictures of the test set`);
    const [, accuracy, error, wrong] = /^accuracy ([\d.]+) % {2}error ([\d.]+) % \((\d+) wrong\) {2}loss [\d.]+$/.exec(
      numbers!,
    )!;
    expect(Number(accuracy) + Number(error)).toBeCloseTo(100, 6);
    expect(device).toMatch(/^onnxruntime \(onnxruntime-node .*, 1 thread\), .* images\/s$/);
    expect(gap).toBe('');
    expect(head).toMatch(/^true \\ predicted( +\d){10} +recall$/);
    const counts = rows.map((row) =>
      row
        .trim()
        .split(/ +/)
        .slice(1, 11)
        .map((cell) => (cell === '·' ? 0 : Number(cell))),
    );
    expect(counts).toHaveLength(10);
    expect(wrongCount({ confusion: counts, count: 100 })).toBe(Number(wrong));
  });

  it.each([
    ['three.safetensors', 'these are the weights of another model'],
    ['named.safetensors', "there is no model 'lenet6'; choose from "],
    ['cut.safetensors', 'it is cut off or has a tail'],
    ['data', 'weights.safetensors: there is no such file or folder'],
    ['none.safetensors', 'there is no such file or folder'],
  ])('refuses weights that do not fit: %s', async (file, message) => {
    const { code, stdout, stderr } = await cv(['evaluate', '--data', data, '--weights', at(file), ...ONE_THREAD]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toContain(at(file));
    expect(stderr).toContain(message);
  });

  it('refuses weights that say they are of another model than was asked for, and a model that is none', async () => {
    const other = await cv(['evaluate', '--data', data, '--weights', at('named.safetensors'), '--model', 'lenet5']);
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('these are weights of lenet6, not of lenet5');
    expect((await cv(['evaluate', '--data', data, '--model', 'lenet6'])).code).toBe(2);
  });

  it('refuses damaged data', async () => {
    const images = join(data, 't10k-images-idx3-ubyte.gz');
    const good = await readFile(images);
    await writeFile(images, good.subarray(0, 4000));
    const { code, stderr } = await cv(['evaluate', '--data', data, ...ONE_THREAD]);
    await writeFile(images, good);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: data .*: t10k-images-idx3-ubyte\.gz: damaged or truncated gzip file .*\n$/);
  });
});

const mnist = fileURLToPath(new URL('../../../../../shared/data/mnist/', import.meta.url));
const packaged = Object.values<ModelEntry>(models).flatMap(({ id, weights }) =>
  Object.entries(weights).flatMap(([tag, { testError }]) => (tag === 'mnist' ? [[id, testError] as const] : [])),
);

describe.skipIf(!existsSync(mnist))('packaged weights on the real test set (needs ../shared/data)', () => {
  it('are those of LeNet-5 and the MLP', () => expect(packaged.map(([id]) => id)).toEqual(['lenet5', 'mlp']));

  it.each(packaged)('%s has the error that is stated, and at most 2 %%', async (id, testError) => {
    const { error, count } = await measured('--data', mnist, '--model', id);
    expect(count).toBe(10_000);
    expect(Math.abs(error - testError!)).toBeLessThanOrEqual(0.0002); // another processor adds in another order: two pictures
    expect(error).toBeLessThanOrEqual(0.02);
  });
});
