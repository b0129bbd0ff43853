import '@tensorflow/tfjs-backend-cpu';
import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import { Conv2d, Flatten, MaxPool2d, Sequential } from '../index.ts';
import { receptiveField } from './receptive-field.ts';

test('gives the field of the last images or of a named layer, and refuses others by name', () => {
  const rng = new Rng(1);
  const model = new Sequential({
    conv1: new Conv2d(1, 2, { kernelSize: 5, padding: 2, rng }),
    pool: new MaxPool2d(2),
    conv2: new Conv2d(2, 2, { kernelSize: 3, rng }),
    flatten: new Flatten(),
  });
  // 5 + 1 from the pool, + 2 * 2 from the second convolution; its first window starts at pixel -2.
  expect(receptiveField(model, [1, 8, 8, 1])).toEqual({ size: [10, 10], jump: [2, 2], start: [2.5, 2.5] });
  expect(receptiveField(model, [1, 8, 8, 1], { layer: 'conv1' })).toEqual({
    size: [5, 5],
    jump: [1, 1],
    start: [0, 0],
  });
  expect(() => receptiveField(model, [1, 8, 8, 1], { layer: 'conv3' })).toThrow(OptionError);
  expect(() => receptiveField(model, [1, 8, 8, 1], { layer: 'flatten' })).toThrow("the layers are 'conv1', 'pool'");
  model.dispose();
});
