import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import * as layers from './index.ts';

const rng = new Rng(1);

test('every layer says what it is by its own name, whatever a bundler makes of class names', () => {
  const classes = Object.entries(layers).filter(
    ([name, each]) => typeof each === 'function' && each.prototype instanceof layers.Module && name !== 'Module',
  );
  expect(classes.length).toBeGreaterThan(20);
  // In the source, for an instance cannot tell a literal from the name of its class.
  for (const [name, each] of classes) {
    expect(Function.prototype.toString.call(each), name).toMatch(
      new RegExp(`kind\\s*=\\s*["']${name}["']|"kind", ["']${name}["']`),
    );
  }
});

test('the geometry is on the module, both axes each', () => {
  const conv = new layers.Conv2d(3, 8, { kernelSize: [5, 3], stride: 2, padding: 1, dilation: 2, rng });
  expect(conv).toMatchObject({ kind: 'Conv2d', inChannels: 3, outChannels: 8, groups: 1, padding: 1 });
  expect(conv).toMatchObject({ kernelSize: [5, 3], stride: [2, 2], dilation: [2, 2] });
  expect(new layers.MaxPool2d(3, { stride: 2, padding: 1, ceilMode: true })).toMatchObject({
    kind: 'MaxPool2d',
    kernelSize: [3, 3],
    stride: [2, 2],
    padding: [1, 1],
    ceilMode: true,
  });
  expect(new layers.AvgPool2d([2, 1])).toMatchObject({
    kind: 'AvgPool2d',
    kernelSize: [2, 1],
    stride: [2, 1],
    padding: [0, 0],
    countIncludePad: true,
  });
  expect(new layers.Linear(4, 2, { rng })).toMatchObject({ kind: 'Linear', inFeatures: 4, outFeatures: 2 });
  const plain = [new layers.Flatten(), new layers.ReLU(), new layers.Tanh(), new layers.GlobalAvgPool()];
  expect(plain.map(({ kind }) => kind)).toEqual(['Flatten', 'ReLU', 'Tanh', 'GlobalAvgPool']);
});

test('a module of the caller is called by its class', () => {
  class Head extends layers.Sequential {
    override readonly kind: string = 'Top';
  }
  class Body extends layers.Identity {}
  class Own extends layers.Module {
    protected override compute(x: Parameters<layers.Module['forward']>[0]) {
      return x;
    }
  }
  expect([new Head([]).kind, new Body().kind, new Own().kind]).toEqual(['Top', 'Identity', 'Own']);
});
