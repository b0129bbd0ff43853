import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  activeDevice,
  add,
  type DevicePolicy,
  dispose,
  matmul,
  mean,
  numTensors,
  read,
  square,
  tensor,
  valueAndGrads,
} from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { DEVICE_NAMES } from './device-provider.ts';
import { listDevices } from './list-devices.ts';
import { openDevice } from './open-device.ts';
import { tensorflow } from './tensorflow.ts';

const HERE = ['onnxruntime', 'wasm', 'cpu'] as const;

afterEach(async () => {
  delete process.env.CV_DEVICE;
  await activeDevice()?.dispose();
});

async function five(): Promise<number> {
  const [a, b] = [tensor([2]), tensor([3])];
  const sum = add(a, b);
  const [value] = await read(sum);
  dispose([a, b, sum]);
  return value!;
}

describe('openDevice', () => {
  it.each(HERE)('opens %s, computes, disposes, and opens it again', async (name) => {
    const listeners = process.listenerCount('unhandledRejection');
    for (let round = 0; round < 2; round++) {
      const device = await openDevice(name);
      expect(device.name).toBe(name);
      expect(activeDevice()).toBe(device);
      await device.warmUp();
      expect(await five()).toBe(5);
      expect(device.memory().tensors).toBe(0);
      await device.dispose();
      expect(activeDevice()).toBeUndefined();
      expect(() => device.require('infer')).toThrow(/after dispose/);
    }
    expect(process.listenerCount('unhandledRejection')).toBe(listeners);
  });

  it('prefers onnxruntime where TensorFlow is not installed', async () => {
    expect((await openDevice()).name).toBe('onnxruntime');
  });

  it('obeys CV_DEVICE instead of auto, but not instead of a name', async () => {
    process.env.CV_DEVICE = 'cpu';
    expect((await openDevice()).name).toBe('cpu');
    expect((await openDevice('onnxruntime')).name).toBe('onnxruntime');
    process.env.CV_DEVICE = 'abacus';
    await expect(openDevice()).rejects.toThrow(/CV_DEVICE is 'abacus', expected auto, tensorflow-gpu, onnxruntime/);
  });

  it('gives the same device when asked again, even at the same time', async () => {
    const [a, b] = await Promise.all([openDevice('onnxruntime'), openDevice('onnxruntime')]);
    expect(a).toBe(b);
    expect(await openDevice('onnxruntime')).toBe(a);
  });

  it('sets the threads, and refuses others while it is open', async () => {
    const one = await openDevice('onnxruntime', { threads: 1 });
    expect(one.description).toMatch(/1 thread$/);
    await expect(openDevice('onnxruntime', { threads: 2 })).rejects.toThrow(
      /open with threads 1, asked for with threads 2/,
    );
    await one.dispose();
    expect((await openDevice('onnxruntime', { threads: 2 })).description).toMatch(/2 threads$/);
  });

  it.each([0, 1.5, -1, Number.NaN])('refuses %s threads', async (threads) => {
    await expect(openDevice('cpu', { threads })).rejects.toBeInstanceOf(OptionError);
  });

  it('refuses a name that is none', async () => {
    await expect(openDevice('gpu' as never)).rejects.toThrow(/name is 'gpu', expected auto/);
  });

  it.each(HERE)('says what %s can do, and refuses the rest before the first step', async (name) => {
    const device = await openDevice(name);
    expect(device.capabilities).toEqual({ infer: true, train: true, float16: false });
    expect(() => device.require('train')).not.toThrow();
    expect(() => device.require('float16')).toThrow(UnsupportedError);
  });

  it('counts compilations of onnxruntime', async () => {
    const device = await openDevice('onnxruntime');
    await five();
    await five();
    expect(device.statistics!()).toMatchObject({ compiles: 1, hits: 1, runs: 2 });
    expect(device.memory().compiledGraphs).toBe(1);
  });
});

describe('policy', () => {
  it('mixed-float16 rounds the factors of products, which float32 does not', async () => {
    const product = async (policy: DevicePolicy): Promise<ArrayLike<number>> => {
      const device = await openDevice('onnxruntime', { policy });
      expect(device.policy).toBe(policy);
      const result = await read(matmul(tensor([[1 + 2 ** -11]]), tensor([[1]])));
      await device.dispose();
      return result;
    };
    expect(await product('float32')).toEqual(Float32Array.of(1 + 2 ** -11));
    expect(await product('mixed-float16')).toEqual(Float32Array.of(1));
  });

  it('says that it is emulated, and is refused where there is none', async () => {
    const device = await openDevice('onnxruntime', { policy: 'mixed-float16' });
    expect(device.description).toContain('mixed-float16 (emulated)');
    await expect(openDevice('onnxruntime', { policy: 'float32' })).rejects.toThrow(/open with policy mixed-float16/);
    await device.dispose();
    await expect(openDevice('cpu', { policy: 'mixed-float16' })).rejects.toThrow(/'cpu' has no option policy/);
    await expect(openDevice('onnxruntime', { policy: 'half' as never })).rejects.toThrow(/policy is 'half', expected/);
  });
});

describe('profileDirectory', () => {
  it('gets a profile of each graph, and no other folder while the device is open', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'cv-profile-'));
    try {
      const device = await openDevice('onnxruntime', { profileDirectory: directory });
      expect(await five()).toBe(5);
      await expect(openDevice('onnxruntime', { profileDirectory: 'elsewhere' })).rejects.toThrow(
        /open with profileDirectory .*cv-profile-.*, asked for with profileDirectory elsewhere/,
      );
      await device.dispose();
      const [file, ...more] = await readdir(directory);
      expect(more).toEqual([]);
      const events = JSON.parse(await readFile(join(directory, file!), 'utf8')) as { args?: { op_name?: string } }[];
      expect(events.map(({ args }) => args?.op_name)).toContain('Add');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('listDevices', () => {
  it('tells of every device, why some are not there, and leaves the active one active', async () => {
    const active = await openDevice('cpu');
    const reports = await listDevices();
    expect(reports.map(({ name }) => name)).toEqual([...DEVICE_NAMES]);
    const by = Object.fromEntries(reports.map((report) => [report.name, report]));
    expect(by.onnxruntime).toMatchObject({ available: true, capabilities: { train: true }, missingToTrain: [] });
    expect(by.wasm).toMatchObject({ available: true, capabilities: { train: true }, missingToTrain: [] });
    expect(by['tensorflow-gpu']).toMatchObject({
      available: false,
      reason: expect.stringMatching(/tfjs-node-gpu is not installed; `npm install/),
    });
    expect(activeDevice()).toBe(active);
    for (const name of HERE) await (await openDevice(name)).dispose();
  });
});

describe('tensorflow', () => {
  /** Stands in for tfjs-node: registers tfjs cpu under TensorFlow's name, as that package registers its own backend. */
  const stub = (onGpu: boolean) => async () => {
    await import('@tensorflow/tfjs-backend-cpu');
    const factory = findBackendFactory('cpu') ?? (() => undefined as never);
    registerBackend('tensorflow', () => Object.assign(factory() as object, { isUsingGpuDevice: onGpu }) as never);
    return { version: { 'tfjs-node': '4.22.0' } };
  };
  afterEach(() => {
    if (findBackendFactory('tensorflow') !== null) removeBackend('tensorflow');
  });

  it('opens where the package is installed, and says what runs', async () => {
    await (await openDevice('cpu')).activate();
    const device = await tensorflow('tensorflow-gpu', stub(true)).open({ threads: 1 });
    expect(device.description).toBe('@tensorflow/tfjs-node-gpu 4.22.0, CUDA');
    await device.dispose();
  });

  it('refuses the GPU device when TensorFlow found no GPU', async () => {
    await openDevice('cpu');
    await expect(tensorflow('tensorflow-gpu', stub(false)).open({ threads: 1 })).rejects.toThrow(
      /found no CUDA device/,
    );
  });

  it('says how to get it, or why it does not load', async () => {
    const missing = (): never => {
      throw Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' });
    };
    const broken = (): never => {
      throw new Error('libtensorflow.so.2: cannot open shared object file');
    };
    await expect(tensorflow('tensorflow', async () => missing()).open({ threads: 1 })).rejects.toThrow(
      /tfjs-node is not installed; `npm install/,
    );
    await expect(tensorflow('tensorflow', async () => broken()).open({ threads: 1 })).rejects.toThrow(
      /does not load: .*libtensorflow/,
    );
  });
});

describe('memory', () => {
  it('stays flat over gradients on onnxruntime', async () => {
    await openDevice('onnxruntime');
    const before = numTensors();
    for (let i = 0; i < 20; i++) {
      const x = tensor([1, 2, i]);
      const { value, grads } = valueAndGrads(() => mean(square(x)), [x]);
      await read(value);
      dispose([x, value, ...grads]);
    }
    expect(numTensors()).toBe(before);
  });
});
