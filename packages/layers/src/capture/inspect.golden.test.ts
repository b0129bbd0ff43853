import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, tensor } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectClose, fixture, type Stored, toTensor } from '../golden.test.support.ts';
import {
  Conv2d,
  crossEntropy,
  effectiveReceptiveField,
  Flatten,
  gradientStats,
  type LayerGradientStats,
  Linear,
  MaxPool2d,
  ReLU,
  Sequential,
  type StateDict,
} from '../index.ts';

const golden = fixture<{
  state: Record<string, Stored>;
  input: Stored;
  fields: { layer: string; map: Stored; sizePx: number }[];
  stats: { value: number; gradientNorm: number; layers: Omit<LayerGradientStats, 'kind'>[] };
}>('inspect.json');

/** The net of fixtures/generate_inspect.py. */
function build(): Sequential {
  const rng = new Rng(1);
  const model = new Sequential({
    conv1: new Conv2d(2, 4, { kernelSize: 3, padding: 1, rng }),
    relu1: new ReLU(),
    pool: new MaxPool2d(2),
    conv2: new Conv2d(4, 6, { kernelSize: 3, stride: 2, padding: 1, rng }),
    relu2: new ReLU(),
    conv3: new Conv2d(6, 5, { kernelSize: 3, padding: 1, rng }),
    relu3: new ReLU(),
    flatten: new Flatten(),
    fc: new Linear(125, 3, { rng }),
  });
  const state = Object.entries(golden.state).map(([name, { shape, values }]) => [
    name,
    { dtype: 'float32', shape, data: Float32Array.from(values) },
  ]);
  model.loadStateDict(Object.fromEntries(state) as StateDict);
  return model;
}

describe('a small net', () => {
  let model: Sequential;
  let before = 0;
  beforeAll(() => {
    before = numTensors();
    model = build();
  });
  afterAll(() => {
    model.dispose();
    expect(numTensors()).toBe(before);
  });

  test('effectiveReceptiveField equals PyTorch', async () => {
    const x = toTensor(golden.input);
    for (const { layer, map, sizePx } of golden.fields) {
      const field = await effectiveReceptiveField(model, x, { layer });
      expectClose({ shape: [field.height, field.width], data: field.map }, map, layer);
      expect(field.sizePx).toBeCloseTo(sizePx, 6);
    }
    const last = await effectiveReceptiveField(model, x);
    expect(last.layer).toBe('relu3');
    expect(last.theoretical?.size).toEqual([16, 16]);
    expect(last.sizePx).toBeLessThanOrEqual(16);
    dispose(x);
  });

  test('gradientStats equals PyTorch', async () => {
    const [x, labels] = [toTensor(golden.input), tensor(Int32Array.of(0, 1, 2, 0, 1, 2), [6])];
    const { value, gradientNorm, layers } = await gradientStats(model, x, { of: (y) => crossEntropy(y, labels) });
    expect(value / golden.stats.value).toBeCloseTo(1, 5);
    expect(gradientNorm / golden.stats.gradientNorm).toBeCloseTo(1, 5);
    expect(layers.map(({ name }) => name)).toEqual(golden.stats.layers.map(({ name }) => name));
    for (const [i, expected] of golden.stats.layers.entries()) {
      const { kind, ...received } = layers[i]!;
      expect(kind).not.toBe('');
      for (const [key, number] of Object.entries(expected)) {
        const got = received[key as keyof typeof received];
        if (typeof number === 'number')
          expect(Math.abs(Number(got) - number), key).toBeLessThan(1e-5 * Math.max(1, number));
        else expect(got, key).toBe(number);
      }
    }
    dispose([x, labels]);
  });
});

describe('bad input', () => {
  test('names the layer that gives no images, does not exist, or the input that is none', async () => {
    const before = numTensors();
    const model = build();
    const x = toTensor(golden.input);
    const flat = tensor(new Float32Array(4), [2, 2]);
    await expect(effectiveReceptiveField(model, x, { layer: 'fc' })).rejects.toThrow(
      "'fc' gives [6, 3], expected images",
    );
    await expect(effectiveReceptiveField(model, x, { layer: 'conv9' })).rejects.toThrow(OptionError);
    await expect(effectiveReceptiveField(model, flat)).rejects.toThrow(ShapeError);
    await expect(effectiveReceptiveField(model, x, { layer: 'conv9' })).rejects.toThrow(/the nearest are 'conv1'/);
    await expect(gradientStats(model, x, { of: (y) => y })).rejects.toThrow(ShapeError);
    dispose([x, flat]);
    model.dispose();
    expect(numTensors()).toBe(before);
  });
});
