import { openDevice } from '@cv/backend-node';
import { Conv2d, crossEntropy, Linear, type Module } from '@cv/layers';
import { dispose, numTensors, read, type Tensor, tensor, valueAndGrads } from '@cv/tensor';
import { OptionError, ShapeError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';
import { decodeSafetensors } from './safetensors/decode-safetensors.ts';
import { encodeSafetensors } from './safetensors/encode-safetensors.ts';

beforeAll(() => openDevice('onnxruntime'));

let before = 0;
beforeEach(() => {
  before = numTensors();
});
afterEach(() => {
  expect(numTensors(), 'tensors left').toBe(before);
});

function pictures({ inputShape }: ModelEntry, count: number): Tensor {
  const data = new Float32Array(count * inputShape.reduce((product, length) => product * length, 1));
  new Rng(11).fillNormal(data, 0, 1);
  return tensor(data, [count, ...inputShape]);
}

/** What toEqual says, without its minutes for a large file. */
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Multiply-accumulates of one example for the layers that have weights, from the shapes that really ran. */
function countMacs(module: Module, output: Tensor): number {
  if (module instanceof Conv2d) {
    const [, height, width, channels] = output.shape as [number, number, number, number];
    const [kernelHeight, kernelWidth] = module.kernelSize;
    return (height * width * channels * kernelHeight * kernelWidth * module.inChannels) / module.groups;
  }
  return module instanceof Linear ? (output.size / output.shape[0]!) * module.inFeatures : 0;
}

/** Models whose weights depend on the size of the pictures. */
const fixedSize = new Set(['lenet5']);

describe.each(Object.entries<ModelEntry>(models))('%s', (key, entry) => {
  const create = (classes?: number) => entry.create({ rng: new Rng(1), ...(classes === undefined ? {} : { classes }) });

  test('is described: id, labels, recipe of its input shape, integers', async () => {
    const [height, width, channels] = entry.inputShape;
    expect(entry.id).toBe(key);
    expect(entry.title).not.toBe('');
    expect(entry.preprocessing.size).toEqual([height, width]);
    expect(entry.preprocessing.mean).toHaveLength(channels);
    expect(entry.preprocessing.std).toHaveLength(channels);
    expect(Number.isInteger(entry.params) && Number.isInteger(entry.macs)).toBe(true);
    expect(new URL(entry.paper.url).protocol).toBe('https:');
    expect(JSON.parse(JSON.stringify(entry))).toMatchObject({ id: key, params: entry.params, macs: entry.macs });
    const model = await create();
    expect(model.classes).toBe(entry.labels.length);
    model.dispose();
  });

  test('has so many parameters and multiply-accumulates', async () => {
    const model = await create();
    const x = pictures(entry, 1);
    let macs = 0;
    const y = model.forward(x, {
      training: false,
      capture: (module, output) => {
        macs += countMacs(module, output);
      },
    });
    expect(y.shape).toEqual([1, entry.labels.length]);
    expect(model.parameters().reduce((sum, parameter) => sum + parameter.size, 0)).toBe(entry.params);
    expect(macs).toBe(entry.macs);
    dispose([x, y]);
    model.dispose();
  });

  test('gives every parameter a gradient', async () => {
    const model = await create();
    const x = pictures(entry, 2);
    const labels = tensor(Int32Array.of(0, entry.labels.length - 1), [2], 'int32');
    const named = model.namedParameters();
    const { value, grads } = valueAndGrads(
      () => crossEntropy(model.forward(x, { training: true, rng: new Rng(2) }), labels),
      named.map(([, parameter]) => parameter.value),
    );
    expect(Number.isFinite((await read(value))[0])).toBe(true);
    for (const [index, [name]] of named.entries()) {
      const gradient = await read(grads[index]!);
      expect(gradient.every(Number.isFinite), `${name} is finite`).toBe(true);
      expect(
        gradient.some((slope) => slope !== 0),
        `${name} has a gradient`,
      ).toBe(true);
    }
    dispose([x, labels, value, ...grads]);
    model.dispose();
  });

  test('is head(features(x)), its stages run to the same logits', async () => {
    const model = await create();
    const x = pictures(entry, 2);
    const features = model.features(x);
    const whole = model.forward(x);
    const parts = model.head(features);
    expect(await read(parts)).toEqual(await read(whole));
    const names = model.stages.map(({ name }) => name);
    expect(names.at(-1)).toBe('head');
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(0, -1).every((name) => /^(stem|stage\d+)$/.test(name))).toBe(true);
    const staged = new Set(model.stages.flatMap(({ modules }) => modules.flatMap((module) => module.parameters())));
    expect(staged, 'every parameter is part of a stage').toEqual(new Set(model.parameters()));
    dispose([x, features, whole, parts]);
    model.dispose();
  });

  test('comes back from a file with the same logits', async () => {
    const model = await create();
    const other = await entry.create({ rng: new Rng(2) });
    const x = pictures(entry, 2);
    const expected = model.forward(x);
    const fresh = other.forward(x);
    expect(await read(fresh)).not.toEqual(await read(expected));
    const file = encodeSafetensors(await model.stateDict());
    other.loadStateDict(decodeSafetensors(file).tensors);
    const received = other.forward(x);
    expect(await read(received)).toEqual(await read(expected));
    expect(sameBytes(encodeSafetensors(await other.stateDict()), file)).toBe(true);
    dispose([x, expected, fresh, received]);
    model.dispose();
    other.dispose();
  });

  test('gets a new head: other classes, same features, old head freed', async () => {
    const model = await create();
    const x = pictures(entry, 1);
    const held = numTensors();
    const features = model.features(x);
    model.resetHead(3, { rng: new Rng(4) });
    const again = model.features(x);
    const logits = model.forward(x);
    expect(model.classes).toBe(3);
    expect(logits.shape).toEqual([1, 3]);
    expect(await read(again)).toEqual(await read(features));
    dispose([features, again, logits]);
    expect(numTensors()).toBe(held);
    expect(() => model.resetHead(0, { rng: new Rng(4) })).toThrow(OptionError);
    expect(model.classes).toBe(3);
    dispose(x);
    model.dispose();
  });

  test('is the same from the same seed, another from another', async () => {
    const bytes = async (seed: number) => {
      const model = await entry.create({ rng: new Rng(seed) });
      const file = encodeSafetensors(await model.stateDict());
      model.dispose();
      return file;
    };
    const one = await bytes(1);
    expect(sameBytes(await bytes(1), one)).toBe(true);
    expect(sameBytes(await bytes(2), one)).toBe(false);
  });

  test('refuses weights for another number of classes in one clear error', async () => {
    const [three, usual] = [await create(3), await create()];
    const state = await three.stateDict();
    expect(() => usual.loadStateDict(state)).toThrow(WeightsError);
    expect(() => usual.loadStateDict(state)).toThrow('these are the weights of another model');
    three.dispose();
    usual.dispose();
  });

  test('refuses a number of classes or channels that is none', async () => {
    for (const wrong of [{ classes: 0 }, { classes: 2.5 }, { inChannels: 0 }]) {
      await expect(entry.create({ rng: new Rng(1), ...wrong })).rejects.toThrow(OptionError);
    }
  });

  test('takes pictures of another size, or refuses them in one clear error', async () => {
    const model = await create();
    const [height, width, channels] = entry.inputShape;
    const other = tensor(new Float32Array((height + 4) * (width + 4) * channels), [1, height + 4, width + 4, channels]);
    if (fixedSize.has(key)) expect(() => model.forward(other)).toThrow(ShapeError);
    else {
      const logits = model.forward(other);
      expect(logits.shape).toEqual([1, entry.labels.length]);
      dispose(logits);
    }
    dispose(other);
    model.dispose();
  });

  test('refuses pictures with another number of channels', async () => {
    const model = await create();
    const [height, width, channels] = entry.inputShape;
    for (const shape of [
      [1, height, width, channels + 1],
      [height, width, channels],
    ]) {
      const wrong = tensor(new Float32Array(shape.reduce((product, length) => product * length, 1)), shape);
      expect(() => model.forward(wrong)).toThrow(ShapeError);
      dispose(wrong);
    }
    model.dispose();
  });
});

test('ids and aliases are unique', () => {
  const names = Object.values(models).flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});
