import { openDevice } from '@cv/backend-node';
import { BatchNorm2d, captureTensors, crossEntropy, summary, trainingLoss } from '@cv/layers';
import {
  abs,
  type Device,
  dispose,
  max,
  numTensors,
  read,
  scope,
  stack,
  type Tensor,
  tensor,
  valueAndGrads,
} from '@cv/tensor';
import { OptionError, ShapeError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activations } from './catalogue/activations.generated.ts';
import type { Classifier } from './classifier.ts';
import { fixedSize } from './fixed-size.test.support.ts';
import type { ModelEntry } from './model-entry.ts';
import { type ModelId, models } from './models.ts';
import { decodeSafetensors } from './safetensors/decode-safetensors.ts';
import { encodeSafetensors } from './safetensors/encode-safetensors.ts';
import { loadSeededWeights, seededPictures } from './seeded-weights.test.support.ts';
import { isLarge, smallSide } from './small-size.test.support.ts';

/** What toEqual says, without its minutes for a large file. */
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

function pictures(count: number, [height, width, channels]: readonly [number, number, number]): Tensor {
  const shape = [count, height, width, channels];
  return tensor(seededPictures(shape), shape);
}

describe.each(Object.entries<ModelEntry>(models))('%s', (id, entry) => {
  const [height, width, channels] = entry.inputShape;
  const side = smallSide(id, entry.inputShape);
  const small = [side, side, channels] as const;
  const last = entry.labels.length - 1;
  // Of large models nothing is computed here, only recorded: shapes, errors and memory are checked, values by the golden test, which runs
  // every model. Gradients and the way through a file are left out.
  const computed = !isLarge(entry);
  const create = (options: { classes?: number; seed?: number } = {}) => {
    const { classes, seed = 1 } = options;
    return entry.create({ rng: new Rng(seed), ...(classes === undefined ? {} : { classes }) });
  };

  let tensorsBefore = 0;
  let model: Classifier;
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('onnxruntime');
    tensorsBefore = numTensors();
    model = await create();
    loadSeededWeights(model, 1);
  });
  afterAll(async () => {
    model.dispose();
    expect(numTensors(), 'tensors left').toBe(tensorsBefore);
    await device.dispose(); // with the compiled graphs of this model
  });

  test('is described: id, labels, recipe of its input shape, integers', () => {
    expect(entry.id).toBe(id);
    expect(entry.title).not.toBe('');
    expect(entry.preprocessing.size).toEqual([height, width]);
    expect(entry.preprocessing.mean).toHaveLength(channels);
    expect(entry.preprocessing.std).toHaveLength(channels);
    expect(new Set(entry.labels).size).toBe(model.classes);
    expect(Number.isInteger(entry.params) && Number.isInteger(entry.macs)).toBe(true);
    expect(new URL(entry.paper.url).protocol).toBe('https:');
    expect(JSON.parse(JSON.stringify(entry))).toMatchObject({ id, params: entry.params, macs: entry.macs });
  });

  test('is summed up, layer by layer, to the parameters and multiply-accumulates of the catalogue', () => {
    const { params, macs, activationBytes, layers } = summary(model, [1, ...entry.inputShape]);
    expect({ params, macs }).toEqual({ params: entry.params, macs: entry.macs });
    expect(activationBytes / 4).toBe(activations[entry.id as ModelId]);
    expect(layers.at(-1)!.outputShape).toEqual([1, entry.labels.length]);
    const beside = model.auxiliaryHeads.flatMap(({ module }) => module.parameters()); // not called in prediction
    const called = layers.reduce((sum, layer) => sum + layer.params, 0);
    expect(called + beside.reduce((sum, { size }) => sum + size, 0)).toBe(entry.params);
    const images = layers.filter(({ outputShape }) => outputShape.length === 4);
    expect(images.filter(({ receptiveField }) => receptiveField === null)).toEqual([]);
  });

  test('is head(features(x)); its stages and auxiliary heads hold every parameter', async () => {
    const x = pictures(2, small);
    const whole = model.forward(x);
    const features = model.features(x);
    const parts = model.head(features);
    expect(whole.shape).toEqual([2, model.classes]);
    expect(parts.shape).toEqual(whole.shape);
    if (computed) expect(await read(parts)).toEqual(await read(whole));
    const names = model.stages.map(({ name }) => name);
    expect(names.at(-1)).toBe('head');
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, -1).every((name) => /^(stem|stage\d+)$/.test(name))).toBe(true);
    const path = model.stages.flatMap(({ modules }) => modules);
    const heads = model.auxiliaryHeads.map(({ module }) => module);
    const staged = new Set([...path, ...heads].flatMap((module) => module.parameters()));
    expect(staged).toEqual(new Set(model.parameters()));
    dispose([x, whole, features, parts]);
  });

  test('shows the output of every part under its name; only containers may have none', () => {
    scope(() => {
      const { output, activations } = captureTensors(model, pictures(1, small));
      const beside = new Set(
        model.auxiliaryHeads.flatMap(({ module }) => module.namedModules().map(([, part]) => part)),
      );
      const missing = model
        .namedModules()
        .filter(([name, module]) => !Object.hasOwn(activations, name) && !beside.has(module));
      expect(missing.filter(([, module]) => module.children().length === 0)).toEqual([]);
      expect(activations['']!.output.shape).toEqual(output.shape);
      for (const [name, module] of model.namedModules()) expect(module.kind, name).toBe(module.constructor.name);
    });
  });

  test.skipIf(!computed)('gives every parameter a gradient', async () => {
    const frozen = model.namedModules().flatMap(([, module]) => (module instanceof BatchNorm2d ? [module] : []));
    for (const norm of frozen) norm.frozen = true; // the statistics of these few pixels are none
    const trained = smallSide(id, entry.inputShape, { training: true });
    const x = pictures(2, [trained, trained, channels]);
    const labels = tensor(Int32Array.of(0, last), [2], 'int32');
    const named = model.namedParameters();
    const loss = (logits: Tensor) => crossEntropy(logits, labels);
    const { value, grads } = valueAndGrads(
      () => trainingLoss(model, x, { rng: new Rng(2), loss }).loss,
      named.map(([, parameter]) => parameter.value),
    );
    const largest = scope(() => stack(grads.map((grad) => max(abs(grad)))));
    const slopes = Array.from(await read(largest)); // NaN and infinity show in the largest, too
    const wrong = named.filter((_, i) => !(Number.isFinite(slopes[i]) && slopes[i]! > 0)).map(([name]) => name);
    expect(wrong).toEqual([]);
    expect(Number.isFinite((await read(value))[0])).toBe(true);
    dispose([x, labels, value, largest, ...grads]);
    for (const norm of frozen) norm.frozen = false;
  });

  test.skipIf(!computed)('comes back from a file with the same logits', async () => {
    const x = pictures(2, small);
    const other = await create({ seed: 2 });
    const file = encodeSafetensors(await model.stateDict());
    other.loadStateDict(decodeSafetensors(file).tensors);
    const [expected, received] = [model.forward(x), other.forward(x)];
    expect(await read(received)).toEqual(await read(expected));
    expect(sameBytes(encodeSafetensors(await other.stateDict()), file)).toBe(true);
    dispose([x, expected, received]);
    other.dispose();
  });

  test('draws the same weights from the same seed, others from another, no two alike', async () => {
    const drawn = async (seed: number) => {
      const fresh = await create({ seed });
      // Drawing all of a large model takes seconds.
      const weights = fresh.parameters().filter(({ shape, size }) => shape.length > 1 && size < 1e6);
      weights.sort((a, b) => a.size - b.size).splice(12);
      const values = await Promise.all(weights.map(async ({ value }) => Array.from(await read(value)).slice(0, 50)));
      fresh.dispose();
      return values.filter((some) => some.some((value) => value !== 0)).map((some) => some.join()); // some start at 0
    };
    const one = await drawn(1);
    expect(one.length).toBeGreaterThan(0);
    expect(new Set(one).size).toBe(one.length);
    expect(await drawn(1)).toEqual(one);
    const other = await drawn(2);
    expect(one.filter((text) => other.includes(text))).toEqual([]);
  });

  test('refuses weights for another number of classes in one clear error', async () => {
    const three = await create({ classes: 3 });
    // The shapes decide before any value is looked at.
    const data = new Float32Array(0);
    const state = Object.fromEntries(
      three.namedState().map(([name, { shape }]) => [name, { dtype: 'float32', shape, data } as const]),
    );
    expect(() => model.loadStateDict(state)).toThrow(WeightsError);
    expect(() => model.loadStateDict(state)).toThrow('these are the weights of another model');
    three.dispose();
  });

  test('refuses a number of classes or channels that is none', async () => {
    const before = numTensors();
    for (const wrong of [{ classes: 0 }, { classes: 2.5 }, { inChannels: 0 }]) {
      await expect(entry.create({ rng: new Rng(1), ...wrong })).rejects.toThrow(OptionError);
    }
    expect(numTensors()).toBe(before);
  });

  test('takes pictures of another size, or refuses them in one clear error', () => {
    scope(() => {
      const other = pictures(1, [side + 4, side + 12, channels]);
      if (fixedSize(id)) expect(() => model.forward(other)).toThrow(ShapeError);
      else expect(model.forward(other).shape).toEqual([1, entry.labels.length]);
    });
  });

  test('refuses pictures with another number of channels', () => {
    scope(() => {
      expect(() => model.forward(pictures(1, [side, side, channels + 1]))).toThrow(ShapeError);
      expect(() => model.forward(tensor(new Float32Array(side * side * channels), small))).toThrow(ShapeError);
    });
  });

  // The last: the shared model has three classes afterwards.
  test('gets a new head: other classes, same features, old head freed', async () => {
    const x = pictures(1, small);
    const held = numTensors();
    const features = model.features(x);
    model.resetHead(3, { rng: new Rng(4) });
    const again = model.features(x);
    const logits = model.forward(x);
    expect(model.classes).toBe(3);
    expect(logits.shape).toEqual([1, 3]);
    const threes = await create({ classes: 3 });
    const shapes = (of: Classifier) => of.namedState().map(([name, { shape }]) => `${name} [${shape.join()}]`);
    expect(shapes(model)).toEqual(shapes(threes)); // auxiliary heads too
    threes.dispose();
    if (computed) {
      expect(await read(again)).toEqual(await read(features));
      expect((await read(logits)).every(Number.isFinite)).toBe(true);
    }
    dispose([features, again, logits]);
    for (const { value } of model.parameters()) expect(value.isDisposed).toBe(false); // draws those of auxiliary heads, which have not run
    expect(numTensors()).toBe(held);
    expect(() => model.resetHead(0, { rng: new Rng(4) })).toThrow(OptionError);
    expect(model.classes).toBe(3);
    dispose(x);
  });
});

test('ids and aliases are unique', () => {
  const names = Object.values(models).flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});
