import '@tensorflow/tfjs-backend-cpu';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openDevice } from '@cv/backend-node';
import { numTensors } from '@cv/tensor';
import { DataError, OptionError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { load } from './load.ts';
import { loadWeights } from './load-weights.ts';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';
import { encodeSafetensors } from './safetensors/encode-safetensors.ts';
import type { WeightsEntry } from './weights-entry.ts';

const url = new URL('file:///weights/lenet5-test.safetensors');
const entryOf = (bytes: Uint8Array): WeightsEntry => ({
  url,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
  dtype: 'float32',
  aliases: [],
  origin: 'a test',
  licence: null,
  published: null,
  testError: null,
  metadata: {},
});

async function lenetBytes(classes: number): Promise<Uint8Array> {
  const model = await models.lenet5.create({ rng: new Rng(3), classes });
  const bytes = encodeSafetensors(await model.stateDict());
  model.dispose();
  return bytes;
}

describe('loadWeights', () => {
  test('builds the model of the file', async () => {
    const before = numTensors();
    const bytes = await lenetBytes(10);
    const seen: unknown[] = [];
    const model = await loadWeights(models.lenet5, entryOf(bytes), {
      readBytes: async (...asked) => {
        seen.push(...asked);
        return bytes;
      },
    });
    const { sha256 } = entryOf(bytes);
    expect(seen).toEqual([url, { sha256, bytes: bytes.length }]);
    expect(encodeSafetensors(await model.stateDict())).toEqual(bytes);
    model.dispose();
    expect(numTensors()).toBe(before);
  });

  test('refuses a file of another size or content, and of another model, and leaves no tensor', async () => {
    const before = numTensors();
    const good = await lenetBytes(10);
    const three = await lenetBytes(3);
    const changed = good.slice();
    changed[good.length - 1]! ^= 1;
    const attempt = (entry: WeightsEntry, bytes: Uint8Array) =>
      loadWeights(models.lenet5, entry, { readBytes: async () => bytes });
    await expect(attempt(entryOf(good), good.subarray(1))).rejects.toThrow(`has ${good.length - 1} bytes, expected`);
    await expect(attempt(entryOf(good), changed)).rejects.toThrow('has SHA-256');
    await expect(attempt(entryOf(three), three)).rejects.toThrow('these are the weights of another model');
    await expect(attempt(entryOf(three), three)).rejects.toThrow(WeightsError);
    expect(numTensors()).toBe(before);
  });
});

describe('load', () => {
  const readBytes = async (from: URL) => new Uint8Array(await readFile(from));

  test('names the choices for an unknown model or tag', async () => {
    await expect(load('lenet6', { weights: 'mnist', readBytes })).rejects.toThrow(
      "load: there is no model 'lenet6'; choose from lenet5, lenet1, lenet4",
    );
    await expect(load('constructor', { weights: 'mnist', readBytes })).rejects.toThrow(OptionError);
    await expect(load('lenet5', { weights: 'svhn', readBytes })).rejects.toThrow("load: lenet5 has no weights 'svhn'");
  });

  test('knows the other names of a model', async () => {
    await expect(load('vit_base_patch16_224', { weights: 'none', readBytes })).rejects.toThrow(
      "load: vit_base_patch16_224 has no weights 'none'",
    );
  });

  test('asks for the place that the tag names, at a revision that is pinned, and tells what is known of the file', async () => {
    const asked: unknown[] = [];
    const refuse = async (...args: unknown[]): Promise<never> => {
      asked.push(args.map((arg) => (arg instanceof URL ? arg.href : arg)));
      throw new DataError('not here', {});
    };
    await expect(load('resnet18', { readBytes: refuse })).rejects.toThrow('not here');
    await expect(load('resnet18.a1_in1k', { readBytes: refuse })).rejects.toThrow('not here');
    const revision = 'c'.repeat(40);
    await expect(load('resnet18', { weights: 'a1_in1k', revision, readBytes: refuse })).rejects.toThrow('not here');
    const repo = 'https://huggingface.co/timm/resnet18.a1_in1k/resolve';
    expect(asked).toEqual([
      ['https://download.pytorch.org/models/resnet18-f37072fd.pth', { sha256Prefix: 'f37072fd' }],
      [`${repo}/main/model.safetensors`, {}],
      [`${repo}/${revision}/model.safetensors`, {}],
    ]);
    await expect(load('resnet18', { revision, readBytes: refuse })).rejects.toThrow('is no file of the hub');
  });

  test('reads the format that the file has, and checks the digits that are known', async () => {
    const file = new URL('../fixtures/pytorch/model.pth', import.meta.url);
    const bytes = new Uint8Array(await readFile(file));
    const entry = { ...entryOf(bytes), sha256: null, bytes: null };
    const sha256Prefix = entryOf(bytes).sha256!.slice(0, 8);
    const readFixture = async () => bytes;
    const attempt = (source: WeightsEntry) => loadWeights(models.lenet5, source, { readBytes: readFixture });
    await expect(attempt({ ...entry, sha256Prefix })).rejects.toThrow('these are the weights of another model');
    await expect(attempt({ ...entry, sha256Prefix: '00000000' })).rejects.toThrow('expected 00000000; fetch it again');
  });

  const packaged = Object.values<ModelEntry>(models).flatMap(({ id, weights }) =>
    Object.entries(weights).flatMap(([tag, { url: place }]) =>
      place.protocol === 'file:' ? [[id, tag] as const] : [],
    ),
  );
  // Without packaged files there is nothing to load; packaged-weights.test.ts holds the catalogue against the folder.
  test.skipIf(packaged.length === 0)('loads every packaged file', async () => {
    for (const [id, weights] of packaged) (await load(id, { weights, readBytes })).dispose();
  });

  // Last: the device takes its backend away as it closes.
  test('reads by the device that the program opened, and says so where there is none', async () => {
    const device = await openDevice('cpu');
    (await load('lenet5', { weights: 'mnist' })).dispose();
    (await loadWeights(models.lenet5, models.lenet5.weights.mnist!)).dispose();
    await device.dispose();
    await expect(load('lenet5')).rejects.toThrow('open a device of a backend first, or give readBytes');
  });
});
