import '@tensorflow/tfjs-backend-cpu';
import { numTensors } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import { Conv2d, Flatten, MaxPool2d, Sequential } from '../index.ts';
import { outputShape } from './output-shape.ts';

test('is that of a forward pass, draws no weights and leaves nothing', () => {
  const before = numTensors();
  const conv = new Conv2d(3, 8, { kernelSize: 3, stride: 2, rng: new Rng(1) });
  const model = new Sequential([conv, new MaxPool2d(2), new Flatten()]);
  expect(outputShape(conv, [1, 32, 32, 3])).toEqual([1, 15, 15, 8]);
  expect(outputShape(model, [5, 32, 36, 3])).toEqual([5, 7 * 8 * 8]);
  expect(outputShape(new Flatten(), [2, 6])).toEqual([2, 6]);
  expect(numTensors()).toBe(before);
  expect(() => outputShape(model, [1, 32, 32, 1])).toThrow(ShapeError);
  expect(numTensors()).toBe(before);
});
