import { existsSync, readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { createPicture, type Picture } from '@cv/image';
import { dispose, numTensors, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, describe, expect, test } from 'vitest';
import { memorySource } from '../files/memory-source.ts';
import { models } from '../models.ts';
import { preprocess } from '../preprocessing/preprocess.ts';
import { recognizeWeights } from '../recognize-weights.ts';
import { decodeSafetensors } from '../safetensors/decode-safetensors.ts';

const data = new URL('../../../../../shared/data/', import.meta.url);
const missing = !existsSync(data); // the trained weights are not part of the project: a fresh clone elsewhere has none
const bytes = (path: string) => new Uint8Array(readFileSync(new URL(path, data)));

/** The official records: a label, then 32 x 32 red, green and blue values. */
function testPictures(): { pictures: Picture[]; labels: number[] } {
  const records = bytes('cifar10/test_lossless_200.bin');
  const starts = Array.from({ length: records.length / 3073 }, (_, i) => i * 3073);
  const shape = { width: 32, height: 32, channels: 3, layout: 'planar' } as const;
  const picture = (at: number) => createPicture({ ...shape, data: records.slice(at + 1, at + 3073) });
  return { pictures: starts.map(picture), labels: starts.map((at) => records[at]!) };
}

describe.skipIf(missing)('trained CIFAR ResNets (need ../shared/data)', () => {
  beforeAll(() => openDevice('onnxruntime'));

  test.each([
    ['resnet20', 180],
    ['resnet32', 188],
    ['resnet44', 177],
    ['resnet8', 171],
  ] as const)('%s reproduces the reference logits of 200 pictures, %i right', async (id, right) => {
    const before = numTensors();
    const model = await models[id].create({ rng: new Rng(0) });
    const name = id === 'resnet8' ? 'resnet8-mlperf-cifar10' : `${id}-cifar10`;
    const file = bytes(`weights/${name}.safetensors`);
    expect((await recognizeWeights(memorySource(file)))?.id).toBe(id);
    const report = model.loadStateDict(decodeSafetensors(file).tensors);
    expect(report).toEqual({ missing: [], unexpected: [], reshaped: [], mismatched: [] });

    const { pictures, labels } = testPictures();
    const { images, shape } = preprocess(pictures, models[id].preprocessing);
    const x = tensor(images, shape);
    const y = model.forward(x);
    const logits = await read(y);
    const reference = decodeSafetensors(bytes(`weights/reference/${name}.test_lossless_200.logits.safetensors`));
    const expected = reference.tensors.logits!.data as Float32Array;
    expect(logits.length).toBe(2000);
    for (const [i, value] of expected.entries()) {
      // 1e-3 of each logit; near zero, of a logit of 1: they are sums of terms of that size.
      expect(Math.abs(logits[i]! - value), `logit ${i}`).toBeLessThanOrEqual(1e-3 * Math.max(1, Math.abs(value)));
    }
    const best = (row: ArrayLike<number>) => Array.from(row).indexOf(Math.max(...Array.from(row)));
    expect(labels.filter((label, i) => best(logits.slice(10 * i, 10 * i + 10)) === label)).toHaveLength(right);
    dispose([x, y]);
    model.dispose();
    expect(numTensors()).toBe(before);
  });
});
