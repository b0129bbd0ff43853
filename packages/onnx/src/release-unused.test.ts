import {
  add,
  concat,
  matMul,
  neg,
  removeBackend,
  reshape,
  setBackend,
  split,
  square,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RegisteredBackend, registerOnnxBackend } from './register-onnx-backend.ts';
import { RemoteRunner } from './remote-runner.test.helper.ts';
import { kernel } from './testing.ts';

let runner: RemoteRunner;
let device: RegisteredBackend;
let name: string;
let count = 0;

beforeEach(async () => {
  runner = new RemoteRunner();
  name = `remote-${count++}`;
  device = registerOnnxBackend(name, { runner });
  await setBackend(name);
});
afterEach(async () => {
  await device.unregister();
  expect(runner.held.size).toBe(0);
});

const read = async (t: Tensor): Promise<number[]> => [...(await t.data())];

describe('tensors that lie elsewhere', () => {
  it('are freed when their tensors are disposed, and not before', async () => {
    const x = tensor([1, 2]);
    const y = square(x);
    expect(await read(y)).toEqual([1, 4]);
    expect(runner.held.size).toBe(2);
    x.dispose();
    expect(runner.held.size).toBe(1);
    expect(await read(neg(y))).toEqual([-1, -4]);
    y.dispose();
    expect(runner.held.size).toBe(1);
  });

  it('live on for operations that were recorded before the disposal', async () => {
    const x = tensor([1, 2]);
    const y = tidy(() => neg(square(x)));
    x.dispose();
    expect(runner.held.size).toBe(1);
    expect(await read(y)).toEqual([-1, -4]);
    expect(runner.held.size).toBe(1);
    y.dispose();
    expect(runner.held.size).toBe(0);
  });

  it('are freed with the last operation that could have used them, without any run', () => {
    const x = tensor([1, 2]);
    const chain = tidy(() => {
      let value: Tensor = x;
      // More than calls can nest.
      for (let i = 0; i < 50_000; i++) value = neg(value);
      return value;
    });
    const [left, right] = split(chain, 2) as [Tensor, Tensor];
    x.dispose();
    chain.dispose();
    left.dispose();
    expect(runner.held.size).toBe(1);
    right.dispose();
    expect(runner.held.size).toBe(0);
  });

  it('keep outputs apart of which one is read and the other is not', async () => {
    const x = tensor([1, 2]);
    const [left, right] = split(x, 2) as [Tensor, Tensor];
    x.dispose();
    left.dispose();
    expect(await read(right)).toEqual([2]);
    expect(runner.held.size).toBe(1);
    right.dispose();
  });

  it('are fetched once, and can be read synchronously after', async () => {
    const x = tensor([3]);
    const y = square(x);
    expect(() => y.dataSync()).toThrow(/has not been computed yet/);
    expect(await Promise.all([read(y), read(y)])).toEqual([[9], [9]]);
    expect(runner.downloads).toBeLessThanOrEqual(2);
    await read(y);
    expect(runner.downloads).toBeLessThanOrEqual(2);
    expect([...y.dataSync()]).toEqual([9]);
    expect(() => x.dataSync()).toThrow(/is not in host memory/);
  });

  it('survive their disposal during the run that reads or makes them', async () => {
    const [x, w] = [tensor([1, 2]), tensor([3, 4])];
    const [y, z] = [add(x, w), square(w)];
    runner.onRun = () => {
      for (const t of [x, w, y, z]) t.dispose();
    };
    expect(await read(y)).toEqual([4, 6]);
    expect(runner.held.size).toBe(0);
  });

  it('are freed when an operation refuses its inputs, or the runtime a graph', async () => {
    const a = tensor([1, 2, 3, 4], [2, 2]);
    const flat = reshape(a, [4]);
    expect(() => kernel('Cast', { x: flat }, { dtype: 'complex64' })).toThrow(
      /Cast: tensors are float32, int32 or bool, received complex64/,
    );
    const product = matMul(a, a);
    runner.onRun = () => {
      throw new RangeError('out of memory');
    };
    await expect(product.data()).rejects.toThrow('out of memory');
    for (const t of [a, flat, product]) t.dispose();
    expect(runner.held.size).toBe(0);
  });

  it('are freed with the device', async () => {
    const x = tensor([1, 2]);
    const joined = concat([x, square(x)]);
    await read(joined);
    expect(runner.held.size).toBeGreaterThan(0);
  });

  it('lets a read that has begun end when the device is disposed, and refuses one that waits', async () => {
    const [x, y] = [square(tensor([2])), tensor([3])];
    const first = read(x);
    const second = read(square(y));
    // As a device does that is disposed.
    removeBackend(name);
    await device.backend.release();
    expect(await first).toEqual([4]);
    await expect(second).rejects.toThrow(/disposed before the value was computed/);
  });
});
