import { dilation2d, type Tensor, type Tensor3D, type Tensor4D, tensor3d, tensor4d } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideCpu } from '../beside-cpu.test.support.ts';
import { kernel, openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

const numbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((i * 7 + seed) % 13) - 6);
const x = (): Tensor4D => tensor4d(numbers(2 * 6 * 5 * 2, 1), [2, 6, 5, 2]);
const filter = (): Tensor3D => tensor3d(numbers(3 * 2 * 2, 4), [3, 2, 2]);

describe('Dilation2D', () => {
  it.each([
    [1, 'same', 1],
    [2, 'valid', 1],
    [[2, 1], 'same', 1],
    [1, 'same', 2],
    [1, 'valid', [2, 1]],
  ] as [number | [number, number], 'same' | 'valid', number | [number, number]][])(
    'strides %j, padding %s, dilations %j: it and its gradients equal the cpu backend',
    async (strides, pad, dilations) => {
      const { actual, expected } = await besideCpu((): Tensor[] => {
        const y = dilation2d(x(), filter(), strides, pad, dilations);
        const dy = tensor4d(numbers(y.size, 2), y.shape as [number, number, number, number]);
        const inputs = { x: x(), filter: filter(), dy };
        const attributes = { strides, pad, dilations };
        return [
          y,
          kernel('Dilation2DBackpropFilter', inputs, attributes),
          kernel('Dilation2DBackpropInput', inputs, attributes),
        ];
      });
      expect(actual).toEqual(expected);
    },
  );
});
