import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, exportOnnx, openDevice } from '@cv/backend-node';
import { dispose, read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Classifier } from './classifier.ts';
import type { ModelEntry } from './model-entry.ts';
import { type ModelId, models } from './models.ts';
import { loadSeededWeights, seededPictures } from './seeded-weights.test.support.ts';
import { isLarge, smallSide } from './small-size.test.support.ts';

const tried = Object.values<ModelEntry>(models).filter((entry) => !isLarge(entry));

let folder: string;
beforeAll(async () => {
  await openDevice('onnxruntime');
  folder = await mkdtemp(join(tmpdir(), 'cv-zoo-onnx-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The model with weights, and the smallest input that it takes. */
async function prepared(entry: ModelEntry): Promise<{ model: Classifier; inputShape: number[] }> {
  const model = await entry.create({ rng: new Rng(1) });
  loadSeededWeights(model, 1);
  const side = smallSide(entry.id, entry.inputShape);
  return { model, inputShape: [1, side, side, entry.inputShape[2]] };
}

function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

test.each(tried.map((entry) => [entry.id, entry] as const))(
  '%s gives the same logits from an ONNX file, in a bare session, for any number of pictures',
  async (id, entry) => {
    const { model, inputShape } = await prepared(entry);
    const path = join(folder, `${id}.onnx`);
    const metadata = { labels: entry.labels, preprocessing: entry.preprocessing };
    await exportOnnx(model, { path, inputShape, metadata });
    const session = await InferenceSession.create(path, { logSeverityLevel: 4 });
    for (const count of [1, 3]) {
      const shape = [count, ...inputShape.slice(1)];
      const images = seededPictures(shape);
      const x = tensor(images, shape);
      const own = model.forward(x);
      const expected = (await read(own)) as Float32Array;
      const { output } = await session.run({ input: new OrtTensor('float32', images, shape) });
      expect(output!.dims).toEqual([count, model.classes]);
      const differences = (output!.data as Float32Array).map((value, i) => value - expected[i]!);
      expect(largest(differences)).toBeLessThan(1e-4 * Math.max(1, largest(expected)));
      dispose([x, own]);
    }
    await session.release();
    await rm(path);
    model.dispose();
  },
);

/** A family each, with how many transposes it may have: the pictures, in ViT the patches and four around each attention. */
const COMPILED: readonly (readonly [id: ModelId, transposes: number])[] = [
  ['lenet5', 2],
  ['resnet20', 2],
  ['resnet50', 2],
  ['densenet121', 2],
  ['vit_tiny_patch16_224', 50],
];

test.each(COMPILED)('%s compiles to one graph for every batch size, with at most %i transposes', async (id, most) => {
  const { model, inputShape } = await prepared(models[id]);
  const compiled = await compile(model, { inputShape, threads: 1 });
  expect(compiled.reason).toBeUndefined();
  const { inputTransposes, activationTransposes, operators } = compiled.description;
  expect(inputTransposes + activationTransposes).toBeLessThanOrEqual(most);
  const convolutions = model.namedParameters().filter(([, { shape }]) => shape.length === 4).length;
  expect(operators.Conv).toBe(convolutions);
  const { data, shape } = await compiled.run(seededPictures([2, ...inputShape.slice(1)]));
  expect(shape).toEqual([2, model.classes]);
  expect(data.every(Number.isFinite)).toBe(true);
  await compiled.dispose();
  model.dispose();
});
