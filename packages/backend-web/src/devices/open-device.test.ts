import { activeDevice, add, dispose, read, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEVICE_NAMES } from './device-provider.ts';
import { listDevices } from './list-devices.ts';
import { openDevice } from './open-device.ts';

afterEach(async () => {
  await activeDevice()?.dispose();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function five(): Promise<number> {
  const [a, b] = [tensor([2]), tensor([3])];
  const sum = add(a, b);
  const [value] = await read(sum);
  dispose([a, b, sum]);
  return value!;
}

describe('openDevice', () => {
  it.each(DEVICE_NAMES.flatMap((name) => [false, true].map((worker) => [name, worker] as const)))(
    'opens %s (worker %s), computes, disposes, and opens it again',
    async (name, worker) => {
      for (let round = 0; round < 2; round++) {
        const device = await openDevice(name, { worker });
        expect(device.name).toBe(name);
        expect(device.description.endsWith(', in a worker')).toBe(worker);
        expect(device.passedOver).toEqual([]);
        device.require('train');
        await device.warmUp();
        expect(await five()).toBe(5);
        expect(device.memory().tensors).toBe(0);
        if (worker) expect(device.memory().workerTensors).toBe(0);
        await device.dispose();
        expect(activeDevice()).toBeUndefined();
      }
    },
  );

  it('takes the best that is no program on the CPU, and says why not the others', async () => {
    const device = await openDevice();
    expect(device.name).toBe('wasm');
    expect(device.passedOver).toEqual([{ name: 'webgpu', reason: expect.stringMatching(/program on the CPU/) }]);
  });

  it('says so where there is no WebGPU', async () => {
    vi.spyOn(navigator, 'gpu', 'get').mockReturnValue(undefined as never);
    await expect(openDevice('webgpu')).rejects.toThrow(
      "device 'webgpu': this browser has no WebGPU; 'wasm' runs everywhere",
    );
    expect((await openDevice()).passedOver).toEqual([
      { name: 'webgpu', reason: expect.stringMatching(/has no WebGPU/) },
    ]);
  });

  it('says so where WebGPU finds no GPU', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    await expect(openDevice('webgpu')).rejects.toThrow(/no GPU that the browser lets pages use/);
  });

  it('gives the same device when asked again, even at the same time', async () => {
    const [a, b] = await Promise.all([openDevice('wasm'), openDevice('wasm')]);
    expect(a).toBe(b);
    expect(await openDevice('wasm')).toBe(a);
  });

  it('refuses other options while it is open', async () => {
    await openDevice('cpu');
    await expect(openDevice('cpu', { worker: true })).rejects.toThrow(/open with another worker than asked for/);
  });

  it.each([0, 1.5, -1, Number.NaN, 65])('refuses %s threads', async (threads) => {
    await expect(openDevice('wasm', { threads })).rejects.toBeInstanceOf(OptionError);
  });

  it('refuses a name that is none', async () => {
    await expect(openDevice('gpu' as never)).rejects.toThrow(/name is 'gpu', expected auto, webgpu/);
  });

  it('has one thread without cross-origin isolation, in a worker too', async () => {
    vi.stubGlobal('crossOriginIsolated', false);
    const device = await openDevice('wasm', { worker: true });
    expect(device.description).toMatch(/1 thread, in a worker$/);
  });
});

describe('listDevices', () => {
  it('tells of every device and leaves the active one active', async () => {
    const active = await openDevice('cpu');
    const reports = await listDevices();
    expect(reports.map(({ name }) => name)).toEqual([...DEVICE_NAMES]);
    for (const one of reports) {
      expect(one).toMatchObject({ available: true, capabilities: { infer: true, train: true, float16: false } });
    }
    expect(activeDevice()).toBe(active);
    expect(await five()).toBe(5);
  });

  it('leaves those open that were open, active or not', async () => {
    const other = await openDevice('wasm');
    const active = await openDevice('cpu');
    await listDevices();
    expect(activeDevice()).toBe(active);
    await other.activate();
    expect(await five()).toBe(5);
    await other.dispose();
    await active.dispose();
  });
});
