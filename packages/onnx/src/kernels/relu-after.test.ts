import { add, mul, relu, square, step, tensor, tidy } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBackend } from '../testing.ts';

let device: Awaited<ReturnType<typeof openTestBackend>>;
beforeAll(async () => {
  device = await openTestBackend();
});
afterAll(async () => {
  await device.unregister();
});

it('a step of a value goes with its relu in either order', async () => {
  const both = (first: 'step' | 'relu'): Promise<ArrayLike<number>> =>
    tidy(() => {
      const x = mul(square(tensor([-2, 0, 3])), tensor([-1, 1, 1]));
      const [one, other] = first === 'step' ? [step(x), relu(x)] : [relu(x), step(x)];
      return add(one!, other!);
    }).data();
  expect(await both('relu')).toEqual(Float32Array.of(0, 0, 10));
  expect(await both('step')).toEqual(Float32Array.of(0, 0, 10));
});
