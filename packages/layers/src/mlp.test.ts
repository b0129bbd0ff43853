import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, ones, read, tensor } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import { mlp } from './mlp.ts';

const options = { inFeatures: 4, hidden: [3, 2], classes: 2 };
const names = (model: ReturnType<typeof mlp>) => model.children().map(([name]) => name);

test('has named layers, and dropout only where it is asked for', () => {
  const model = mlp({ ...options, rng: new Rng(1) });
  expect(names(model)).toEqual(['flatten', 'fc1', 'relu1', 'fc2', 'relu2', 'fc3']);
  expect(model.namedParameters().map(([name, { shape }]) => [name, ...shape])).toEqual([
    ['fc1.weight', 3, 4],
    ['fc1.bias', 3],
    ['fc2.weight', 2, 3],
    ['fc2.bias', 2],
    ['fc3.weight', 2, 2],
    ['fc3.bias', 2],
  ]);
  const dropped = mlp({ ...options, dropout: 0.5, rng: new Rng(1) });
  expect(names(dropped)).toEqual(['flatten', 'fc1', 'relu1', 'dropout1', 'fc2', 'relu2', 'dropout2', 'fc3']);
  expect(names(mlp({ ...options, hidden: [], rng: new Rng(1) }))).toEqual(['flatten', 'fc1']);
});

test('computes by hand: two pixels, two relus of which one is shut, one logit', async () => {
  const before = numTensors();
  const model = mlp({ inFeatures: 2, hidden: [2], classes: 1, rng: new Rng(1) });
  const float = (shape: number[], ...data: number[]) =>
    ({ dtype: 'float32', shape, data: Float32Array.from(data) }) as const;
  model.loadStateDict({
    'fc1.weight': float([2, 2], 1, 2, -1, -1),
    'fc1.bias': float([2], 1, 0),
    'fc2.weight': float([1, 2], 3, 100),
    'fc2.bias': float([1], -1),
  });
  const x = tensor(Float32Array.of(1, 2), [1, 1, 2, 1]);
  const y = model.forward(x);
  expect(await read(y)).toEqual(Float32Array.of(3 * (1 + 4 + 1) - 1));
  dispose([x, y]);
  model.dispose();
  expect(numTensors()).toBe(before);
});

test('drops hidden units in training', async () => {
  const model = mlp({ inFeatures: 4, hidden: [64], classes: 3, dropout: 0.5, rng: new Rng(1) });
  const x = ones([1, 4]);
  const [predicted, trained] = [model.forward(x), model.forward(x, { training: true, rng: new Rng(2) })];
  expect(await read(trained)).not.toEqual(await read(predicted));
  dispose([x, predicted, trained]);
  model.dispose();
});

test('draws each layer from a stream of its own', async () => {
  const one = mlp({ ...options, rng: new Rng(1) });
  const longer = mlp({ ...options, hidden: [3, 2, 2], rng: new Rng(1) });
  const [a, b] = [await one.stateDict(), await longer.stateDict()];
  expect(b['fc2.weight']).toEqual(a['fc2.weight']);
  expect(a['fc3.weight']!.data).not.toEqual(a['fc2.weight']!.data.slice(0, 4));
  one.dispose();
  longer.dispose();
});

test('refuses numbers that are none, and pictures of another size', () => {
  const rng = new Rng(1);
  for (const wrong of [{ inFeatures: 0 }, { classes: 1.5 }, { hidden: [3, -1] }, { dropout: 2 }, { dropout: NaN }]) {
    expect(() => mlp({ ...options, ...wrong, rng }), JSON.stringify(wrong)).toThrow(OptionError);
  }
  expect(() => mlp({ ...options, hidden: [3, 0], rng })).toThrow(
    'mlp: hidden[1] is 0, expected a whole number of at least 1',
  );
  const model = mlp({ ...options, rng });
  const x = ones([1, 5]);
  expect(() => model.forward(x)).toThrow(ShapeError);
  dispose(x);
  model.dispose();
});
