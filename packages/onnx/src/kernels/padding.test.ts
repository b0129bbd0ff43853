import { depthToSpace, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideCpu } from '../beside-cpu.test.support.ts';
import { openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

describe('DepthToSpace', () => {
  it('equals the cpu backend', async () => {
    const x = (): Tensor4D =>
      tensor4d(
        Float32Array.from({ length: 2 * 2 * 3 * 8 }, (_, i) => i),
        [2, 2, 3, 8],
      );
    const { actual, expected } = await besideCpu(() => depthToSpace(x(), 2, 'NHWC'));
    expect(actual).toEqual(expected);
  });
});
