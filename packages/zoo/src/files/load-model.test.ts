import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileSource, writeFileAtomic } from '@cv/backend-node';
import { BatchNorm2d, Conv2d, Flatten, Linear, type Module, Sequential } from '@cv/layers';
import { numTensors } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lenet5 } from '../lenet/lenet5.ts';
import { models } from '../models.ts';
import { decodePyTorch } from '../pytorch/decode-pytorch.ts';
import { decodeSafetensors } from '../safetensors/decode-safetensors.ts';
import { streamSafetensors } from '../safetensors/stream-safetensors.ts';
import { httpSource } from './http-source.ts';
import { openWeights } from './open-weights.ts';
import { rangeServer } from './range-server.test.support.ts';

const weights = fileURLToPath(models.lenet5.weights.mnist!.url);
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

let folder = '';
let before = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-load-'));
  before = numTensors();
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  expect(numTensors(), 'tensors left').toBe(before);
});

const stateOf = async (model: Module) => {
  const state = await model.stateDict();
  model.dispose();
  return state;
};

test('a model from a file and from a server is that of the bytes in memory', async () => {
  const bytes = new Uint8Array(readFileSync(weights));
  const inMemory = lenet5({ rng: new Rng(1) });
  inMemory.loadStateDict(decodeSafetensors(bytes).tensors);
  const expected = await stateOf(inMemory);
  await using server = await rangeServer(bytes);
  for (const source of [await fileSource(weights), await httpSource(server.url, { fetch, readAheadBytes: 10_000 })]) {
    const model = lenet5({ rng: new Rng(2) });
    const report = await model.loadStateFrom(await openWeights(source));
    expect(report).toEqual({ missing: [], unexpected: [], reshaped: [], mismatched: [] });
    expect(await stateOf(model)).toEqual(expected);
  }
});

test('a PyTorch file becomes one of safetensors on the disk, tensor by tensor', async () => {
  const path = join(folder, 'model.safetensors');
  const source = await fileSource(fixture('pytorch/model.pth'));
  await writeFileAtomic(path, streamSafetensors(await openWeights(source)));
  const written = decodeSafetensors(new Uint8Array(readFileSync(path))).tensors;
  const read = decodePyTorch(new Uint8Array(readFileSync(fixture('pytorch/model.pth'))));
  expect(written).toEqual(read);
});

test('an ONNX model that PyTorch wrote loads into the same layers as its state dict', async () => {
  const rng = new Rng(3);
  const net = new Sequential([
    new Conv2d(1, 2, { kernelSize: 3, rng }),
    new BatchNorm2d(2),
    new Flatten(),
    new Linear(8, 3, { rng }),
  ]);
  const file = await openWeights(await fileSource(fixture('onnx/torch.onnx')));
  const report = await net.loadStateFrom(file, { strict: false });
  expect([report.missing, report.mismatched]).toEqual([[], []]);
  const mean = await file.tensor('1.running_mean');
  expect((await stateOf(net))['1.running_mean']!.data).toEqual(mean.data);
});
