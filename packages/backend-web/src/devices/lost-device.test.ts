import { activeDevice, add, type Device, dispose, mul, read, type Tensor, tensor } from '@cv/tensor';
import { DeviceLostError } from '@cv/tensor/errors';
import { engine } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LossReport } from './device-provider.ts';
import { openDevice } from './open-device.ts';

afterEach(async () => {
  await activeDevice()?.dispose();
});

/** The GPU device behind the active backend. */
function gpu(): GPUDevice {
  return (engine().backend as unknown as { device: GPUDevice }).device;
}

/** Takes the GPU away, as the browser may at any time, and waits until it has been told. */
async function lose(): Promise<void> {
  const device = gpu();
  device.destroy();
  await device.lost;
}

/** Too many for tfjs to compute on the CPU because that is quicker. */
const MANY = 4096;
const many = (value: number): Tensor => tensor(new Float32Array(MANY).fill(value));
const filled = (value: number): Float32Array => new Float32Array(MANY).fill(value);

async function opened(reports: LossReport[]): Promise<Device> {
  return await openDevice('webgpu', { onLost: (report) => reports.push(report) });
}

describe('a lost WebGPU device', () => {
  it('is reported, opens again, and what the program made is still there', async () => {
    const reports: LossReport[] = [];
    const device = await opened(reports);
    const weights = many(2);
    expect(await read(mul(weights, 2))).toEqual(filled(4));
    const before = gpu();
    await lose();
    expect(reports).toEqual([{ device: 'webgpu', reason: 'destroyed', message: expect.any(String) }]);
    await device.activate();
    expect(gpu()).not.toBe(before);
    expect(await read(mul(weights, 3))).toEqual(filled(6));
    expect(await read(weights)).toEqual(filled(2));
  });

  it('takes what was computed on it along, in words', async () => {
    const device = await opened([]);
    const [a, b] = [many(1), many(2)];
    const sum = add(a, b);
    await lose();
    await expect(read(sum)).rejects.toThrow(DeviceLostError);
    await expect(read(sum)).rejects.toThrow(/the GPU was lost .* repeat the step/);
    await device.activate();
    expect(() => add(sum, a)).toThrow(DeviceLostError);
    expect(await read(add(a, b))).toEqual(filled(3));
  });

  it('fails a read that is under way', async () => {
    await opened([]);
    const [a, b] = [many(1), many(2)];
    const reading = read(add(a, b));
    gpu().destroy();
    const [outcome] = await Promise.allSettled([reading]);
    // The values may have been on their way already.
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(DeviceLostError);
    else expect(outcome.value).toEqual(filled(3));
  });

  it('can be lost again and again without leaving tensors behind', async () => {
    const reports: LossReport[] = [];
    const device = await opened(reports);
    const before = device.memory().tensors;
    const weights = many(2);
    for (let round = 1; round <= 3; round++) {
      await lose();
      await device.activate();
      const doubled: Tensor = mul(weights, 2);
      expect(await read(doubled)).toEqual(filled(4));
      dispose(doubled);
      expect(reports).toHaveLength(round);
    }
    dispose(weights);
    expect(device.memory().tensors).toBe(before);
  });

  it('says why it does not open again', async () => {
    const device = await opened([]);
    const spy = vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await lose();
    await expect(device.activate()).rejects.toThrow(/no GPU that the browser lets pages use/);
    await device.dispose();
    spy.mockRestore();
  });
});

describe("a page's own GPU device", () => {
  it('is shared and never destroyed', async () => {
    const adapter = (await navigator.gpu.requestAdapter())!;
    const own = await adapter.requestDevice();
    let lost = false;
    void own.lost.then(() => {
      lost = true;
    });
    const device = await openDevice('webgpu', { gpuDevice: own });
    expect(gpu()).toBe(own);
    expect(await read(add(tensor([1]), tensor([1])))).toEqual(Float32Array.of(2));
    await device.dispose();
    const buffer = own.createBuffer({ size: 4, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    await buffer.mapAsync(GPUMapMode.READ);
    expect(lost).toBe(false);
    own.destroy();
  });
});
