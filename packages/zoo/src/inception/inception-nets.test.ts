import { openDevice } from '@cv/backend-node';
import { crossEntropy, type StateDict, trainingLoss } from '@cv/layers';
import { dispose, numTensors, read, type Tensor, tensor } from '@cv/tensor';
import { OptionError, ShapeError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSeededWeights, seededPictures } from '../seeded-weights.test.support.ts';
import { googlenet } from './googlenet.ts';
import { inceptionV3 } from './inception-v3.ts';

beforeAll(() => openDevice('onnxruntime'));

const pictures = (...shape: [number, number, number, number]) => tensor(seededPictures(shape), shape);
const rng = () => new Rng(1);
const zeroState = (shapes: [string, readonly number[]][]): StateDict =>
  Object.fromEntries(
    shapes.map(([name, shape]) => [
      name,
      { dtype: 'float32', shape, data: new Float32Array(shape.reduce((product, length) => product * length, 1)) },
    ]),
  );

describe('auxiliary heads', () => {
  test('are an option; the published numbers of parameters hold with and without', () => {
    const count = (model: { parameters(): { size: number }[] }) =>
      model.parameters().reduce((sum, { size }) => sum + size, 0);
    expect(count(googlenet({ rng: rng(), auxLogits: false }))).toBe(6_624_904);
    expect(count(googlenet({ rng: rng(), auxLogits: true }))).toBe(13_004_888);
    expect(count(inceptionV3({ rng: rng(), auxLogits: false }))).toBe(23_834_568);
    expect(count(inceptionV3({ rng: rng(), auxLogits: true }))).toBe(27_161_264);
  });

  test("are named, and stand in the state dict, where torchvision's do", () => {
    const children = (model: { children(): [string, unknown][] }) => model.children().map(([name]) => name);
    const net = googlenet({ rng: rng(), auxLogits: true });
    expect(children(net).slice(-6)).toEqual(['inception5b', 'aux1', 'aux2', 'avgpool', 'dropout', 'fc']);
    expect(net.auxiliaryHeads.map(({ name, lossWeight }) => [name, lossWeight])).toEqual([
      ['aux1', 0.3],
      ['aux2', 0.3],
    ]);
    const named = new Map(net.namedModules());
    expect(net.auxiliaryHeads.map(({ after }) => after)).toEqual([named.get('inception4a'), named.get('inception4d')]);
    const v3 = children(inceptionV3({ rng: rng() }));
    expect(v3.slice(v3.indexOf('Mixed_6e'), v3.indexOf('Mixed_7a'))).toEqual(['Mixed_6e', 'AuxLogits']);
  });

  test('run in training only where their logits are asked for', async () => {
    const before = numTensors();
    const model = googlenet({ rng: rng(), auxLogits: true, classes: 3 });
    loadSeededWeights(model, 1);
    const x = pictures(2, 32, 32, 3);
    const seen: unknown[] = [];
    const auxiliary = (logits: Tensor, weight: number) => seen.push([...logits.shape, weight]);
    const context = { rng: rng(), auxiliary };
    const outputs = [
      model.forward(x, { ...context, training: false }),
      model.forward(x, { training: true, rng: rng() }),
    ];
    expect(seen).toEqual([]);
    const features = model.features(x, { ...context, training: true });
    expect(seen).toEqual([
      [2, 3, 0.3],
      [2, 3, 0.3],
    ]);
    const labels = tensor(Int32Array.of(0, 2), [2], 'int32');
    const loss = (logits: Tensor) => crossEntropy(logits, labels);
    const total = trainingLoss(model, x, { rng: rng(), loss });
    const own = loss(total.logits);
    expect((await read(total.loss))[0]).toBeGreaterThan((await read(own))[0]! * 1.1);
    dispose([x, ...outputs, features, labels, total.loss, total.logits, own]);
    model.dispose();
    expect(numTensors()).toBe(before);
  });

  test('get new classes with the head, and free the old ones', () => {
    const before = numTensors();
    const model = googlenet({ rng: rng(), auxLogits: true });
    loadSeededWeights(model, 1);
    model.resetHead(3, { rng: rng() });
    const named = new Map(model.namedParameters());
    for (const name of ['fc', 'aux1.fc2', 'aux2.fc2']) expect(named.get(`${name}.bias`)!.shape).toEqual([3]);
    const x = pictures(2, 32, 32, 3);
    const shapes: unknown[] = [];
    dispose(model.forward(x, { training: true, rng: rng(), auxiliary: (logits) => shapes.push(logits.shape) }));
    expect(shapes).toEqual([
      [2, 3],
      [2, 3],
    ]);
    dispose(x);
    model.dispose();
    expect(numTensors()).toBe(before);
  });

  test('of a file are left alone, and reported, by a net without; other surplus is refused', () => {
    const whole = googlenet({ rng: rng(), auxLogits: true, classes: 3 });
    const file = zeroState(whole.namedState().map(([name, { shape }]) => [name, shape]));
    const net = googlenet({ rng: rng(), classes: 3 });
    const beside = Object.keys(file).filter((name) => name.startsWith('aux'));
    expect(beside).toHaveLength(2 * 10);
    expect(net.loadStateDict(file)).toEqual({ missing: [], unexpected: beside, reshaped: [], mismatched: [] });
    const odd = { ...file, 'auxiliary.weight': file['fc.weight']! };
    expect(() => net.loadStateDict(odd)).toThrow(WeightsError);
    const own = Object.fromEntries(Object.entries(file).filter(([name]) => !name.startsWith('aux')));
    expect(() => whole.loadStateDict(own)).toThrow('missing (aux1.conv.conv.weight');
    for (const each of [whole, net]) each.dispose();
  });

  test('of Inception v3 refuse to train on small pictures, in words', () => {
    const model = inceptionV3({ rng: rng(), classes: 2 });
    const x = pictures(2, 80, 80, 3);
    const train = () => model.forward(x, { training: true, rng: rng(), auxiliary: () => {} });
    expect(train).toThrow(ShapeError);
    const before = numTensors(); // with the weights, which are drawn now
    expect(train).toThrow('train on pictures of 299 x 299');
    expect(numTensors()).toBe(before);
    model.dispose();
    dispose(x);
  });
});

test.each([
  ['googlenet', googlenet, 0.01],
  ['inceptionV3', inceptionV3, 0.1],
] as const)('%s starts as torchvision: truncated normal weights', async (_name, build, std) => {
  const model = build({ rng: rng() });
  const named = new Map(model.namedParameters());
  const values = [...((await read(named.get('fc.weight')!.value)) as Float32Array)];
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  expect(Math.sqrt(variance) / std).toBeCloseTo(1, 2);
  expect(Math.max(...values.slice(0, 1e5).map(Math.abs)) / std).toBeGreaterThan(4);
  model.dispose();
});

test("Inception v3's auxiliary layer starts with 0.001", async () => {
  const model = inceptionV3({ rng: rng() });
  const values = await read(new Map(model.namedParameters()).get('AuxLogits.fc.weight')!.value);
  const variance = [...values].reduce((sum, value) => sum + value * value, 0) / values.length;
  expect(Math.sqrt(variance)).toBeCloseTo(0.001, 5);
  model.dispose();
});

describe('transformInput', () => {
  test('takes pictures normalised for ImageNet to -1 .. 1', async () => {
    const [mean, std] = [
      [0.485, 0.456, 0.406],
      [0.229, 0.224, 0.225],
    ];
    const pixels = seededPictures([1, 32, 32, 3]).map((value) => (value + 2) / 4);
    const shape = [1, 32, 32, 3];
    const usual = tensor(
      pixels.map((value, i) => (value - mean[i % 3]!) / std[i % 3]!),
      shape,
    );
    const wide = tensor(
      pixels.map((value) => (value - 0.5) / 0.5),
      shape,
    );
    const [transforming, plain] = [true, false].map((transformInput) => googlenet({ rng: rng(), transformInput }));
    const [received, expected] = [transforming!.forward(usual), plain!.forward(wide)];
    const [a, b] = [await read(received), await read(expected)];
    const largest = Math.max(...[...b].map(Math.abs));
    expect(Math.max(...[...a].map((value, i) => Math.abs(value - b[i]!))) / largest).toBeLessThan(1e-4);
    expect(transforming!.namedState().map(([name]) => name)).toEqual(plain!.namedState().map(([name]) => name));
    dispose([usual, wide, received, expected]);
    for (const model of [transforming!, plain!]) model.dispose();
  });

  test.each([googlenet, inceptionV3])('wants three channels', (build) => {
    const before = numTensors();
    expect(() => build({ rng: rng(), inChannels: 1, transformInput: true })).toThrow(OptionError);
    expect(() => build({ rng: rng(), inChannels: 1, transformInput: true })).toThrow('pictures of 3 channels');
    expect(numTensors()).toBe(before);
  });
});

test('dropout is an option: without it a step in training needs no random numbers', () => {
  const model = googlenet({ rng: rng(), auxLogits: true, dropout: 0, dropoutAux: 0, classes: 2 });
  const x = pictures(2, 32, 32, 3);
  const { loss, logits } = trainingLoss(model, x, { loss: (each) => crossEntropy(each, tensor(Int32Array.of(0, 1))) });
  expect(logits.shape).toEqual([2, 2]);
  dispose([x, loss, logits]);
  model.dispose();
});
