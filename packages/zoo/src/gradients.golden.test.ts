import { readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { BatchNorm2d, crossEntropy, type Module, type StateTensor, trainingLoss } from '@cv/layers';
import { dispose, numTensors, read, type Tensor, tensor, transpose, valueAndGrads } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, expect, test } from 'vitest';
import { googlenet } from './inception/googlenet.ts';
import { inceptionV3 } from './inception/inception-v3.ts';
import { InceptionV3Aux } from './inception/inception-v3-aux.ts';
import { models } from './models.ts';
import { loadSeededWeights, seededPictures } from './seeded-weights.test.support.ts';

interface Golden {
  readonly shape: readonly number[];
  readonly labels: readonly number[];
  readonly gain: number;
  /** Batch norms keep to their running statistics. */
  readonly frozen: boolean;
  readonly loss: number;
  readonly gradients: Readonly<
    Record<string, { norm: number; largest: number; step: number; values: readonly number[] }>
  >;
  /** The first running statistics after the step. */
  readonly running: Readonly<Record<string, readonly number[]>>;
}

const golden = (id: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/gradients/${id}.json`, import.meta.url), 'utf8')) as Golden;

/** A gradient in PyTorch's order: HWIO back to OIHW, `[in, out]` to `[out, in]`. */
const toTorch: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  same: (x) => x,
  conv2d: (x) => transpose(x, { perm: [3, 2, 0, 1] }),
  linear: (x) => transpose(x, { perm: [1, 0] }),
};

beforeAll(() => openDevice('onnxruntime'));

/** Auxiliary heads in GoogLeNet, and alone; no dropout, for which PyTorch draws other numbers. */
const builders: Readonly<Record<string, (rng: Rng) => Module | Promise<Module>>> = {
  resnet20: (rng) => models.resnet20.create({ rng }),
  vit_tiny_patch16_224: (rng) => models.vit_tiny_patch16_224.create({ rng }),
  googlenet: (rng) => googlenet({ rng, auxLogits: true, dropout: 0, dropoutAux: 0 }),
  inception_v3: (rng) => inceptionV3({ rng, auxLogits: false, dropout: 0 }),
  inception_v3_aux: (rng) => new InceptionV3Aux({ inputs: 768, classes: 1000, std: 0.1, rng }),
};

test.each(Object.entries(builders))(
  '%s: loss, every gradient and running statistic of a training step equal PyTorch in float64',
  { timeout: 120_000 },
  async (id, build) => {
    const before = numTensors();
    const expected = golden(id);
    const model = await build(new Rng(1));
    loadSeededWeights(model, expected.gain);
    for (const [, module] of model.namedModules()) if (module instanceof BatchNorm2d) module.frozen = expected.frozen;
    const x = tensor(seededPictures(expected.shape), expected.shape);
    const labels = tensor(Int32Array.from(expected.labels), [expected.labels.length], 'int32');
    const named = model.namedParameters();
    const { value, grads } = valueAndGrads(
      () => trainingLoss(model, x, { rng: new Rng(2), loss: (logits) => crossEntropy(logits, labels) }).loss,
      named.map(([, parameter]) => parameter.value),
    );
    expect(Math.abs((await read(value))[0]! / expected.loss - 1), 'loss').toBeLessThanOrEqual(1e-5);

    expect(named.map(([name]) => name).sort()).toEqual(Object.keys(expected.gradients).sort());
    for (const [index, [name, { layout }]] of named.entries()) {
      const { norm, largest, step, values } = expected.gradients[name]!;
      const ordered = toTorch[layout]!(grads[index]!);
      const received = (await read(ordered)) as Float32Array;
      if (ordered !== grads[index]) dispose(ordered);
      const length = Math.sqrt(received.reduce((sum, slope) => sum + slope * slope, 0));
      expect(Math.abs(length / norm - 1), `norm of ${name}`).toBeLessThanOrEqual(1e-3);
      const worst = Math.max(...values.map((slope, i) => Math.abs(received[i * step]! - slope)));
      expect(worst / largest, `values of ${name}`).toBeLessThanOrEqual(1e-3);
    }

    const state: Record<string, StateTensor> = await model.stateDict();
    for (const [name, values] of Object.entries(expected.running)) {
      const scale = Math.max(1, ...values.map(Math.abs));
      for (const [i, statistic] of values.entries()) {
        expect(Math.abs(Number(state[name]!.data[i]) - statistic) / scale, name).toBeLessThanOrEqual(1e-5);
      }
    }
    dispose([x, labels, value, ...grads]);
    model.dispose();
    expect(numTensors()).toBe(before);
  },
);
