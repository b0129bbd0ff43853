import { engine, scalar, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

/** Calls a kernel of several outputs. */
const outputs = (name: string, inputs: Record<string, Tensor>, attributes: Record<string, unknown>): Tensor[] =>
  engine().runKernel(name, inputs as never, attributes as never) as unknown as Tensor[];

describe('optimiser updates of a scalar parameter', () => {
  it('keep it a scalar', async () => {
    const [parameter, gradient, zero] = [scalar(2), scalar(0.5), scalar(0)];
    const sgd = { momentum: 0, weightDecay: 0, nesterov: false };
    const [next] = outputs('CvSgd', { parameter, gradient, velocity: zero, schedule: tensor([0.5]) }, sgd);
    expect(next!.shape).toEqual([]);
    expect([...(await next!.data())]).toEqual([1.75]);
    const adamW = { beta1: 0.5, beta2: 0.5, epsilon: 0, weightDecay: 0 };
    const inputs = { parameter, gradient, m: zero, v: zero, schedule: tensor([0.25, 0.5, 0.5]) };
    const [moved] = outputs('CvAdamW', inputs, adamW);
    expect([...(await moved!.data())]).toEqual([1.75]);
  });
});
