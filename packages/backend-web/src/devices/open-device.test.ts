import { add, read, tensor } from '@cv/tensor';
import { expect, it } from 'vitest';
import { openDevice } from './open-device.ts';

it('computes in a page', async () => {
  const device = await openDevice('cpu');
  expect(device.name).toBe('cpu');
  expect(await read(add(tensor([2]), tensor([3])))).toEqual(Float32Array.of(5));
});
