import '@tensorflow/tfjs-backend-cpu';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { numTensors } from '@cv/tensor';
import { OptionError, WeightsError } from '@cv/tensor/errors';
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

  const packaged = Object.values<ModelEntry>(models).flatMap(({ id, weights }) =>
    Object.keys(weights).map((tag) => [id, tag] as const),
  );
  // Without packaged files there is nothing to load; packaged-weights.test.ts holds the catalogue against the folder.
  test.skipIf(packaged.length === 0)('loads every packaged file', async () => {
    for (const [id, weights] of packaged) (await load(id, { weights, readBytes })).dispose();
  });
});
