import { readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { crossEntropy, type StateTensor } from '@cv/layers';
import { dispose, numTensors, read, type Tensor, tensor, transpose, valueAndGrads } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, expect, test } from 'vitest';
import { models } from './models.ts';
import { loadSeededWeights, seededPictures } from './seeded-weights.test.support.ts';

interface Golden {
  readonly shape: readonly number[];
  readonly labels: readonly number[];
  readonly gain: number;
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

test.each(['resnet20', 'vit_tiny_patch16_224'] as const)(
  '%s: loss, every gradient and running statistic of a training step equal PyTorch in float64',
  { timeout: 120_000 },
  async (id) => {
    const before = numTensors();
    const expected = golden(id);
    const model = await models[id].create({ rng: new Rng(1) });
    loadSeededWeights(model, expected.gain);
    const x = tensor(seededPictures(expected.shape), expected.shape);
    const labels = tensor(Int32Array.from(expected.labels), [expected.labels.length], 'int32');
    const named = model.namedParameters();
    const { value, grads } = valueAndGrads(
      () => crossEntropy(model.forward(x, { training: true, rng: new Rng(2) }), labels),
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
