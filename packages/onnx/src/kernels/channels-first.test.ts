import { type Tensor, type Tensor4D, tensor, tidy, transpose } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernel, openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

const numbers = (shape: number[], seed: number): Tensor =>
  tensor(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 7 + seed) % 11) - 5),
    shape,
  );
const first = (x: Tensor): Tensor => transpose(x, [0, 3, 1, 2]);

const PADDINGS = [
  ['same', 'same'],
  [
    [
      [0, 0],
      [0, 1],
      [2, 0],
      [0, 0],
    ],
    [
      [0, 0],
      [0, 0],
      [0, 1],
      [2, 0],
    ],
  ],
] as const;

describe('Conv2D and its gradients, channels first', () => {
  it.each(PADDINGS)('equal the channels-last ones with padding %j', async (pad, padFirst) => {
    const shape = [2, 5, 6, 3];
    const [x, filter] = [numbers(shape, 1), numbers([3, 3, 3, 4], 2)];
    const last = { strides: 1, dilations: 1, dimRoundingMode: undefined, pad };
    const attributes = { ...last, pad: padFirst, dataFormat: 'NCHW' };
    const y = kernel('Conv2D', { x, filter }, last);
    const dy = numbers(y.shape, 3);
    const pairs: [Tensor, Tensor][] = [
      [kernel('Conv2D', { x: first(x), filter }, attributes), first(y)],
      [
        kernel('Conv2DBackpropInput', { dy: first(dy), filter }, { ...attributes, inputShape: first(x).shape }),
        first(kernel('Conv2DBackpropInput', { dy, filter }, { ...last, inputShape: shape })),
      ],
      [
        kernel('Conv2DBackpropFilter', { x: first(x), dy: first(dy) }, { ...attributes, filterShape: filter.shape }),
        kernel('Conv2DBackpropFilter', { x, dy }, { ...last, filterShape: filter.shape }),
      ],
    ];
    for (const [actual, expected] of pairs) {
      expect(actual.shape).toEqual(expected.shape);
      expect(await actual.data()).toEqual(await expected.data());
    }
  });

  it('keeps a chain free of transposes: what goes in and comes out is in the order of ONNX', async () => {
    const [x, filter] = [numbers([1, 3, 6, 6], 1), numbers([3, 3, 3, 3], 2)];
    const attributes = { strides: 1, dilations: 1, pad: 'same', dataFormat: 'NCHW' };
    const y = tidy(() => {
      const once = kernel('Conv2D', { x, filter }, attributes) as Tensor4D;
      return kernel('Conv2D', { x: once, filter }, attributes);
    });
    await y.data();
    const nodes = new TextDecoder('latin1').decode(device.runner.lastModel);
    // One for the filter, shared by both.
    expect(nodes.split('Transpose').length - 1).toBeLessThanOrEqual(2);
  });

  it('refuses a dy that the convolution could not have given', () => {
    const attributes = { strides: 1, dilations: 1, pad: 'same', inputShape: [1, 4, 4, 2] };
    const call = (): Tensor =>
      kernel('Conv2DBackpropInput', { dy: numbers([1, 8, 8, 2], 1), filter: numbers([3, 3, 2, 2], 2) }, attributes);
    expect(call).toThrow('Conv2DBackpropInput: dy is [1,8,8,2], but this convolution gives [1,4,4,2]');
  });
});
