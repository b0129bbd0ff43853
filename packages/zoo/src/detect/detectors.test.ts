import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openDevice } from '@cv/backend-node';
import { BatchNorm2d, captureTensors, summary } from '@cv/layers';
import {
  abs,
  type Device,
  dispose,
  max,
  mean,
  numTensors,
  read,
  scope,
  square,
  stack,
  type Tensor,
  tensor,
  valueAndGrads,
} from '@cv/tensor';
import { OptionError, ShapeError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeSafetensors } from '../safetensors/decode-safetensors.ts';
import { encodeSafetensors } from '../safetensors/encode-safetensors.ts';
import { loadSeededWeights, seededPictures } from '../seeded-weights.test.support.ts';
import type { Detector } from './detector.ts';
import type { DetectorEntry } from './detector-entry.ts';
import { detectors } from './detectors.ts';

interface Golden {
  readonly params: number;
  readonly macs: number;
  readonly stateKeys: number;
  readonly stateSha256: string;
  readonly shape: readonly number[];
  readonly gain: number;
  readonly predictions: { shape: readonly number[]; norm: number; step: number; values: readonly number[] };
}

/** Above this many parameters gradients and the way through a file are left out: the same code as in the smaller ones, and gigabytes. */
const LARGE = 30e6;
const SIDE = 64;

const golden = (id: string): Golden =>
  JSON.parse(readFileSync(new URL(`../../fixtures/detectors/${id}.json`, import.meta.url), 'utf8')) as Golden;

const pictures = (shape: readonly number[]): Tensor => tensor(seededPictures(shape), shape);

/** Predictions of a picture: all boxes of all levels. */
const boxesOf = ({ levels }: DetectorEntry, height: number, width: number): number =>
  levels.reduce((sum, { stride, anchors }) => sum + (height / stride) * (width / stride) * anchors.length, 0);

describe.each(Object.entries<DetectorEntry>(detectors))('%s', (id, entry) => {
  let tensorsBefore = 0;
  let model: Detector;
  let device: Device;
  const create = (options: { classes?: number; seed?: number } = {}) => {
    const { seed = 1, ...rest } = options;
    return entry.create({ rng: new Rng(seed), ...rest });
  };
  beforeAll(async () => {
    device = await openDevice('onnxruntime');
    tensorsBefore = numTensors();
    model = await create();
  });
  afterAll(async () => {
    model.dispose();
    expect(numTensors(), 'tensors left').toBe(tensorsBefore);
    await device.dispose();
  });

  test('is described: id, labels, levels, integers', async () => {
    expect(entry.id).toBe(id);
    expect(entry.title).not.toBe('');
    expect(new Set(entry.labels).size).toBe(model.classes);
    expect(entry.levels).toEqual(await model.levels());
    expect(entry.levels.map(({ stride }) => stride)).toEqual(model.strides);
    const largest = Math.max(...model.strides);
    expect(entry.inputSize.map((side) => side % largest)).toEqual([0, 0]);
    expect(Number.isInteger(entry.params) && Number.isInteger(entry.macs)).toBe(true);
    expect(new URL(entry.paper.url).protocol).toBe('https:');
    expect(JSON.parse(JSON.stringify(entry))).toMatchObject({ id, params: entry.params, labels: entry.labels });
  });

  test('is summed up, layer by layer, to the parameters and multiply-accumulates of the catalogue and the reference', () => {
    const { params, macs, layers } = summary(model, [1, ...entry.inputSize, 3]);
    expect({ params, macs }).toEqual({ params: entry.params, macs: entry.macs });
    expect({ params, macs }).toEqual({ params: golden(id).params, macs: golden(id).macs });
    expect(layers.reduce((sum, layer) => sum + layer.params, 0)).toBe(entry.params);
  });

  test('names, shapes and predictions equal the reference', { timeout: 120_000 }, async () => {
    const expected = golden(id);
    const keys = model.namedState().map(([name, { shape }]) => `${name} [${shape.join(', ')}]`);
    expect(keys).toHaveLength(expected.stateKeys);
    expect(createHash('sha256').update(keys.sort().join('\n')).digest('hex')).toBe(expected.stateSha256);
    loadSeededWeights(model, expected.gain);
    const x = pictures(expected.shape);
    const y = model.forward(x);
    const received = (await read(y)) as Float32Array;
    const { shape, norm, step, values } = expected.predictions;
    expect(y.shape).toEqual(shape);
    const largest = Math.max(...values.map(Math.abs));
    const worst = Math.max(...values.map((value, i) => Math.abs(received[i * step]! - value)));
    expect(worst / largest, 'largest error').toBeLessThanOrEqual(1e-4); // as for the classifiers
    expect(Math.sqrt(received.reduce((sum, value) => sum + value * value, 0)) / norm, 'norm').toBeCloseTo(1, 4);
    dispose([x, y]);
  });

  test('gives every box of every level a prediction, for other sizes too', () => {
    scope(() => {
      const y = model.forward(pictures([1, SIDE, 2 * SIDE, 3]));
      expect(y.shape).toEqual([1, boxesOf(entry, SIDE, 2 * SIDE), 5 + entry.labels.length]);
    });
  });

  test('shows the output of every part under its name; only containers may have none', () => {
    scope(() => {
      const { output, activations } = captureTensors(model, pictures([1, SIDE, SIDE, 3]));
      const missing = model.namedModules().filter(([name]) => !Object.hasOwn(activations, name));
      expect(missing.filter(([, module]) => module.children().length === 0)).toEqual([]);
      expect(activations['']!.output.shape).toEqual(output.shape);
      for (const [name, module] of model.namedModules()) expect(module.kind, name).toBe(module.constructor.name);
    });
  });

  test.skipIf(entry.params > LARGE)('gives every parameter a gradient', async () => {
    const frozen = model.namedModules().flatMap(([, module]) => (module instanceof BatchNorm2d ? [module] : []));
    for (const norm of frozen) norm.frozen = true; // the statistics of these few pixels are none
    const x = pictures([1, SIDE, SIDE, 3]);
    const named = model.namedParameters();
    const { value, grads } = valueAndGrads(
      () => mean(square(model.forward(x, { training: true, rng: new Rng(2) }))),
      named.map(([, parameter]) => parameter.value),
    );
    const largest = scope(() => stack(grads.map((grad) => max(abs(grad)))));
    const slopes = Array.from(await read(largest));
    const wrong = named.filter((_, i) => !(Number.isFinite(slopes[i]) && slopes[i]! > 0)).map(([name]) => name);
    expect(wrong).toEqual([]);
    dispose([x, value, largest, ...grads]);
  });

  test.skipIf(entry.params > LARGE)('comes back from a file with the same predictions', async () => {
    const x = pictures([1, SIDE, SIDE, 3]);
    const other = await create({ seed: 2 });
    other.loadStateDict(decodeSafetensors(encodeSafetensors(await model.stateDict())).tensors);
    const [expected, received] = [model.forward(x), other.forward(x)];
    expect(Buffer.compare(Buffer.from((await read(received)).buffer), Buffer.from((await read(expected)).buffer))).toBe(
      0,
    );
    dispose([x, expected, received]);
    other.dispose();
  });

  test('refuses weights for another number of classes in one clear error', async () => {
    const three = await create({ classes: 3 });
    const data = new Float32Array(0); // the shapes decide before any value is looked at
    const state = Object.fromEntries(
      three.namedState().map(([name, { shape }]) => [name, { dtype: 'float32', shape, data } as const]),
    );
    expect(() => model.loadStateDict(state)).toThrow(WeightsError);
    three.dispose();
  });

  test('refuses wrong numbers of classes or channels, and pictures that do not fit', async () => {
    const before = numTensors();
    for (const wrong of [{ classes: 0 }, { classes: 2.5 }, { inChannels: 0 }]) {
      await expect(entry.create({ rng: new Rng(1), ...wrong })).rejects.toThrow(OptionError);
    }
    for (const shape of [
      [1, 40, 64, 3],
      [1, 64, 33, 3],
      [1, 64, 64, 4],
      [1, 0, 64, 3],
      [64, 64, 3],
    ]) {
      const x = pictures(shape);
      expect(() => model.forward(x), shape.join()).toThrow(ShapeError);
      dispose(x);
    }
    expect(numTensors()).toBe(before);
  });

  // The last: the shared model has three classes afterwards.
  test('gets a new head: other classes, old head freed, everything else as it was', () => {
    const held = numTensors();
    const body = new Map(model.namedParameters());
    model.resetHead(3, { rng: new Rng(4) });
    expect(model.classes).toBe(3);
    scope(() => {
      const y = model.forward(pictures([1, SIDE, SIDE, 3]));
      expect(y.shape).toEqual([1, boxesOf(entry, SIDE, SIDE), 8]);
    });
    const changed = model.namedParameters().filter(([name, parameter]) => body.get(name) !== parameter);
    expect(changed).toHaveLength(2 * entry.levels.length); // weight and bias of each level
    expect(numTensors()).toBeLessThanOrEqual(held);
    expect(() => model.resetHead(0, { rng: new Rng(4) })).toThrow(OptionError);
    expect(model.classes).toBe(3);
  });
});

test('ids and aliases are unique', () => {
  const names = Object.values(detectors).flatMap(({ id, aliases }) => [id, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
});
