import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, exportOnnx, openDevice } from '@cv/backend-node';
import { dispose, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier } from './classifier.ts';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';
import { seededPictures, seededState } from './seeded-weights.test.support.ts';

/** Larger models are the same code with more of the same blocks, and gigabytes. */
const LARGE = 30e6;
const tried = Object.entries<ModelEntry>(models).filter(([, { params }]) => params < LARGE);

/** Models whose weights depend on the size of the pictures. */
const fixedSize = new Set(['lenet5']);

let folder: string;
beforeAll(async () => {
  await openDevice('onnxruntime');
  folder = await mkdtemp(join(tmpdir(), 'cv-zoo-onnx-'));
});
afterAll(() => rm(folder, { recursive: true }));

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe.each(tried)('%s as an ONNX graph', (id, entry) => {
  const [height, width, channels] = entry.inputShape;
  const side = fixedSize.has(id) ? height : Math.min(height, 64);
  const inputShape = [1, side, Math.min(width, side), channels];
  let model: Classifier;
  beforeAll(async () => {
    model = await entry.create({ rng: new Rng(1) });
    model.loadStateDict(seededState(model, 1));
  });
  afterAll(() => model.dispose());

  test('gives the same logits from a file, in a bare session, for any number of pictures', async () => {
    const path = join(folder, `${id}.onnx`);
    const metadata = { labels: entry.labels, preprocessing: entry.preprocessing };
    await exportOnnx(model, { path, inputShape, metadata });
    const session = await InferenceSession.create(path, { logSeverityLevel: 4 });
    for (const count of [1, 3]) {
      const shape = [count, ...inputShape.slice(1)];
      const images = seededPictures(shape);
      const x = tensor(images, shape);
      const own = model.forward(x);
      const { output } = await session.run({ input: new OrtTensor('float32', images, shape) });
      expect(output!.dims).toEqual([count, model.classes]);
      const expected = await read(own);
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      expect(largestDifference(output!.data as Float32Array, expected)).toBeLessThan(1e-4 * largest);
      dispose([x, own]);
    }
    await session.release();
    await rm(path);
  });

  test('is one graph for every batch size, and transposes nothing but the pictures', async () => {
    const compiled = await compile(model, { inputShape, threads: 1 });
    expect(compiled.reason).toBeUndefined();
    const { inputTransposes, activationTransposes, operators } = compiled.description;
    expect(inputTransposes + activationTransposes).toBeLessThanOrEqual(2);
    const convolutions = model.namedParameters().filter(([, { shape }]) => shape.length === 4).length;
    expect(operators.Conv).toBe(convolutions);
    await compiled.dispose();
  });
});
