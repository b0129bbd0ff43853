import { avgPool3d, conv3d, maxPool3d, type Tensor, type Tensor5D, tensor5d } from '@tensorflow/tfjs-core';
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

type Rank5 = [number, number, number, number, number];
/** Small whole numbers, whose sums of products are exact. */
const numbers = (shape: readonly number[], seed: number): Tensor5D =>
  tensor5d(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => (((i * 7 + seed) * 5) % 17) - 8),
    shape as Rank5,
  );
const x = (): Tensor5D => numbers([2, 4, 5, 6, 2], 1);
/** No two alike: where maxima tie, tfjs gives the gradient of volumes to the last one, unlike that of pictures. */
const distinct = (): Tensor5D =>
  tensor5d(
    Float32Array.from({ length: 480 }, (_, i) => (i * 7) % 487),
    [2, 4, 5, 6, 2],
  );

describe('kernels over volumes equal the cpu backend', () => {
  it.each([
    [1, 'same'],
    [2, 'valid'],
    [[1, 2, 2], 'same'],
  ] as [number | [number, number, number], 'same' | 'valid'][])(
    'Conv3D, strides %j, padding %s',
    async (strides, pad) => {
      const { actual, expected } = await besideCpu((): Tensor[] => {
        const filter = numbers([2, 3, 2, 2, 3], 3);
        const y = conv3d(x(), filter, strides, pad);
        const dy = numbers(y.shape, 2);
        const attributes = { strides: [strides, strides, strides].flat().slice(0, 3), pad };
        const triple = Array.isArray(strides) ? strides : attributes.strides;
        return [
          y,
          kernel('Conv3DBackpropInputV2', { dy, filter }, { strides: triple, pad, inputShape: x().shape }),
          kernel('Conv3DBackpropFilterV2', { x: x(), dy }, { strides: triple, pad, filterShape: filter.shape }),
        ];
      });
      expect(actual).toEqual(expected);
    },
  );

  it('Conv3D with dilation', async () => {
    const { actual, expected } = await besideCpu(() => conv3d(x(), numbers([2, 2, 2, 2, 1], 3), 1, 'same', 'NDHWC', 2));
    expect(actual).toEqual(expected);
  });

  it.each([
    [2, 2, 'valid', undefined],
    [2, 1, 'same', undefined],
    [3, 2, 1, 'floor'],
    [3, 2, 0, 'ceil'],
  ] as [number, number, 'valid' | 'same' | number, 'floor' | 'ceil' | undefined][])(
    'pools of size %i, stride %i, padding %s, rounding %s, and their gradients',
    async (size, stride, pad, mode) => {
      const { actual, expected } = await besideCpu((): Tensor[] => {
        const [highest, mean] = [
          maxPool3d(distinct(), size, stride, pad, mode),
          avgPool3d(distinct(), size, stride, pad, mode),
        ];
        const dy = numbers(mean.shape, 5);
        const attributes = {
          filterSize: [size, size, size],
          strides: [stride, stride, stride],
          pad,
          dimRoundingMode: mode,
        };
        return [
          highest,
          mean,
          kernel('MaxPool3DGrad', { dy, input: distinct(), output: highest }, attributes),
          kernel('AvgPool3DGrad', { dy, input: distinct() }, attributes),
        ];
      });
      for (const [k, { shape, values }] of expected.entries()) {
        expect(actual[k]!.shape).toEqual(shape);
        for (const [i, value] of values.entries()) expect(actual[k]!.values[i]).toBeCloseTo(value, 4);
      }
    },
  );

  it('refuse a dy that the convolution could not have given', () => {
    const attributes = { strides: [1, 1, 1], pad: 'same', inputShape: [1, 4, 4, 4, 1] };
    const call = (): Tensor =>
      kernel(
        'Conv3DBackpropInputV2',
        { dy: numbers([1, 3, 3, 3, 1], 1), filter: numbers([2, 2, 2, 1, 1], 2) },
        attributes,
      );
    expect(call).toThrow('dy is [1,3,3,3,1], but this convolution gives [1,4,4,4,1]');
  });
});
