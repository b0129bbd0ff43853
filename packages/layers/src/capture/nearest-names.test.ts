import { expect, test } from 'vitest';
import { nearestNames } from './nearest-names.ts';

test.each([
  ['conv2', ['fc1', 'conv1', 'conv10', 'conv2'], ['conv2', 'conv1', 'conv10', 'fc1']], // 0, 1, 2 letters, 5
  ['layer1.conv', ['layer1.0.conv1', 'layer2', 'layer1'], ['layer1.0.conv1', 'layer1', 'layer2']],
  ['', ['b', 'aa', 'a'], ['b', 'a', 'aa']],
  ['kitten', ['sitting'], ['sitting']],
])('%j among %j', (name, names, expected) => {
  expect(nearestNames(name, names)).toEqual(expected);
  expect(nearestNames(name, names, 1)).toEqual(expected.slice(0, 1));
});
