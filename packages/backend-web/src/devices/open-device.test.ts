import { add, dispose, read, tensor } from '@cv/tensor';
import { expect, it } from 'vitest';
import { openDevice } from './open-device.ts';

it.each([false, true])('computes in a page, worker %s', async (worker) => {
  for (const name of ['cpu', 'wasm', 'webgl', 'webgpu'] as const) {
    const device = await openDevice(name, { worker });
    expect(device.name).toBe(name);
    console.log(device.description);
    const [a, b] = [tensor([2]), tensor([3])];
    const c = add(a, b);
    expect(await read(c)).toEqual(Float32Array.of(5));
    dispose([a, b, c]);
    console.log(JSON.stringify(device.memory()));
    await device.dispose();
  }
});
