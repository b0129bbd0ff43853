import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { openDevice, readPicture } from '@cv/backend-node';
import { createPicture } from '@cv/image';
import { summary } from '@cv/layers';
import { dispose, read, type Tensor, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, describe, expect, test } from 'vitest';
import { knownFiles } from './catalogue/known-files.ts';
import type { Classifier } from './classifier.ts';
import { classify } from './classify.ts';
import { memorySource } from './files/memory-source.ts';
import { models } from './models.ts';
import { preprocess } from './preprocessing/preprocess.ts';
import { recognizeWeights } from './recognize-weights.ts';
import { decodeSafetensors } from './safetensors/decode-safetensors.ts';

const data = new URL('../../../../shared/data/', import.meta.url);
const missing = !existsSync(data); // the trained weights are not part of the project: a fresh clone elsewhere has none
const bytes = (path: string) => new Uint8Array(readFileSync(new URL(path, data)));

beforeAll(() => openDevice('onnxruntime'));

async function open(name: string) {
  const file = bytes(`weights/${name}.safetensors`);
  const entry = (await recognizeWeights(memorySource(file)))!;
  const model = await entry.create({ rng: new Rng(0) });
  model.loadStateDict(decodeSafetensors(file).tensors);
  return { entry, model };
}

async function logitsOf(model: Classifier, x: Tensor): Promise<Float32Array> {
  const y = model.forward(x);
  const logits = (await read(y)) as Float32Array;
  dispose([x, y]);
  return logits;
}

function expectLogits(received: Float32Array, expected: ArrayLike<number>): void {
  expect(received).toHaveLength(expected.length);
  for (let i = 0; i < expected.length; i++) {
    // 1e-3 of each logit; near zero, of a logit of 1.
    expect(Math.abs(received[i]! - expected[i]!), `logit ${i}`).toBeLessThanOrEqual(
      1e-3 * Math.max(1, Math.abs(expected[i]!)),
    );
  }
}

describe('recognizeWeights', () => {
  test('knows a file by its bytes alone, and reads no other', async () => {
    expect(await recognizeWeights(memorySource(new Uint8Array(10)))).toBeUndefined();
    const size = Object.values(knownFiles)[0]!.bytes;
    expect(await recognizeWeights(memorySource(new Uint8Array(size)))).toBeUndefined();
    const unread = { size: 7, read: () => Promise.reject(new Error('read')) };
    expect(await recognizeWeights(unread)).toBeUndefined();
  });

  test('what it says of a net is so', async () => {
    for (const { model: id, own } of Object.values(knownFiles)) {
      const entry = { ...models[id], ...own };
      const model = await entry.create({ rng: new Rng(0) });
      const { params, macs } = summary(model, [1, ...entry.inputShape]);
      expect({ id, params, macs }).toEqual({ id, params: entry.params, macs: entry.macs });
      model.dispose();
    }
  });
});

describe.skipIf(missing)('published weights (need ../shared/data)', () => {
  test('MNIST-8 reproduces the reference logits of 200 digits', async () => {
    const { entry, model } = await open('mnist8-cnn');
    const digits = gunzipSync(bytes('mnist/t10k-images-idx3-ubyte.gz')).subarray(16);
    const pictures = Array.from({ length: 200 }, (_, i) =>
      createPicture({
        data: new Uint8Array(digits.subarray(784 * i, 784 * (i + 1))),
        width: 28,
        height: 28,
        channels: 1,
      }),
    );
    const { images, shape } = preprocess(pictures, entry.preprocessing);
    const reference = decodeSafetensors(bytes('weights/reference/mnist8-cnn.t10k_first200.logits.safetensors'));
    const [expected] = Object.values(reference.tensors);
    expectLogits(await logitsOf(model, tensor(images, shape)), expected!.data as Float32Array);
    model.dispose();
  });

  test('SqueezeNet reproduces the reference logits of 8 pictures', async () => {
    const { model } = await open('squeezenet1_0-imagenet-caffe');
    const { tensors } = decodeSafetensors(bytes('weights/reference/squeezenet1_0-imagenet.8.safetensors'));
    const { shape, data: pixels } = tensors.input_rgb_u8!;
    const means = [104, 117, 123];
    const bgr = Float32Array.from(
      { length: pixels.length },
      (_, i) => Number(pixels[i - (i % 3) + 2 - (i % 3)]) - means[i % 3]!,
    );
    expectLogits(await logitsOf(model, tensor(bgr, shape)), tensors.logits!.data as Float32Array);
    model.dispose();
  });

  test('SqueezeNet sees what is on pictures, from their files', async () => {
    const { entry, model } = await open('squeezenet1_0-imagenet-caffe');
    const names = ['0001_n01443537_goldfish', '0009_n01518878_ostrich', '0011_n01531178_goldfinch'];
    const folder = new URL('imagenet-samples/', data);
    const pictures = await Promise.all(names.map((name) => readPicture(new URL(`${name}.jpg`, folder))));
    const found = await classify(model, pictures, { ...entry, top: 5 });
    const top5 = JSON.parse(
      new TextDecoder().decode(bytes('weights/reference/squeezenet1_0-imagenet.top5.json')),
    ) as Record<string, number[]>;
    for (const [i, name] of names.entries()) expect(found[i]![0]!.index, name).toBe(top5[`${name}.jpg`]![0]);
    model.dispose();
  });
});
