import '@tensorflow/tfjs-backend-cpu';
import {
  engine,
  getKernelsForBackend,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';

let count = 0;
const opened: string[] = [];

/** A backend that computes as tfjs cpu does and lacks the named kernels. */
function stubBackend(without: readonly string[] = []): string {
  const name = `stub-${count++}`;
  opened.push(name);
  const { factory } = engine().registryFactory.cpu!;
  registerBackend(name, factory);
  for (const config of getKernelsForBackend('cpu')) {
    if (!config.kernelName.startsWith('Cv') && !without.includes(config.kernelName)) {
      // cpu's own set-up function changes global state; the copies do without.
      registerKernel({ kernelName: config.kernelName, backendName: name, kernelFunc: config.kernelFunc });
    }
  }
  return name;
}

beforeAll(useCpu);
afterEach(async () => {
  for (const name of opened.splice(0)) if (engine().findBackendFactory(name) !== null) removeBackend(name);
  await setBackend('cpu');
});

const options = (backendName: string): cv.DeviceOptions => ({ name: 'stub', backendName, description: 'for tests' });

describe('createDevice', () => {
  it('runs ops after activation and reports capabilities', async () => {
    const device = cv.createDevice(options(stubBackend()));
    expect(device).toMatchObject({ name: 'stub', description: 'for tests' });
    expect(device.capabilities).toEqual({ infer: true, train: true, float16: false });
    await device.warmUp();
    expect(cv.activeDevice()).toBe(device);
    const x = cv.tensor([1, 2]);
    const { value, grads } = cv.valueAndGrads(() => cv.sum(cv.gelu(x)), [x]);
    expect((await cv.read(value))[0]).toBeCloseTo(0.8413447 + 1.9544997, 5);
    expect(device.memory()).toMatchObject({ tensors: cv.numTensors() });
    expect(device.memory().bytes).toBeGreaterThan(0);
    cv.dispose([x, value, ...grads]);
    await device.dispose();
  });

  it('fails before the first step and names every missing kernel', () => {
    const device = cv.createDevice(options(stubBackend(['MaxPoolGrad', 'Conv2DBackpropFilter'])));
    expect(device.capabilities).toMatchObject({ infer: true, train: false });
    expect(device.missingKernels('train')).toEqual(['Conv2DBackpropFilter', 'MaxPoolGrad']);
    expect(() => device.require('infer')).not.toThrow();
    expect(() => device.require('train')).toThrow(
      "device 'stub' cannot train: it lacks the kernels Conv2DBackpropFilter, MaxPoolGrad. Open another device.",
    );
    expect(() => device.require('train')).toThrow(cv.UnsupportedError);
  });

  it('counts a named kernel in place of what it is composed from', () => {
    const backendName = stubBackend(['Conv2DBackpropFilter', 'DepthwiseConv2dNativeBackpropFilter']);
    registerKernel({ kernelName: 'CvConv2DBackpropFilter', backendName, kernelFunc: () => [] });
    expect(cv.createDevice(options(backendName)).missingKernels('train')).toEqual([]);
  });

  it('names the kernel when an op needs one that is missing', async () => {
    const device = cv.createDevice(options(stubBackend(['Erf'])));
    await device.activate();
    const x = cv.tensor([1]);
    expect(() => cv.erf(x)).toThrow(/^Erf: the device 'stub-\d+' has no such kernel/);
    expect(() => cv.gelu(x)).toThrow(cv.UnsupportedError);
    x.dispose();
    expect(() => device.require('infer')).toThrow('cannot run models: it lacks the kernels Erf');
  });

  it('requires float16 by declaration', () => {
    const backendName = stubBackend();
    expect(() => cv.createDevice(options(backendName)).require('float16')).toThrow('does not compute in float16');
    const half = cv.createDevice({ ...options(backendName), float16: true });
    expect(() => half.require('float16')).not.toThrow();
    expect(half.capabilities.float16).toBe(true);
  });

  it('says so when the backend does not start', async () => {
    await expect(cv.createDevice(options('nowhere')).activate()).rejects.toThrow(
      "the tfjs backend 'nowhere' did not start",
    );
    const name = `stub-${count++}`;
    registerBackend(name, () => {
      throw new RangeError('no adapter');
    });
    await expect(cv.createDevice(options(name)).activate()).rejects.toThrow(cv.UnsupportedError);
  });

  it('passes the adapter’s hooks on', async () => {
    const calls: string[] = [];
    const device = cv.createDevice({
      ...options(stubBackend()),
      memory: () => ({ graphs: 3 }),
      statistics: () => ({ compiles: 2 }),
      sync: async () => void calls.push('sync'),
      warmUp: async () => void calls.push('warmUp'),
      dispose: async () => void calls.push('dispose'),
    });
    await device.warmUp();
    await device.sync();
    expect(device.memory()).toMatchObject({ graphs: 3 });
    expect(device.statistics?.()).toEqual({ compiles: 2 });
    await device.dispose();
    await device.dispose();
    expect(calls).toEqual(['warmUp', 'sync', 'dispose']);
    expect(cv.activeDevice()).toBeUndefined();
    await expect(device.activate()).rejects.toThrow(cv.DisposedError);
    expect(() => device.memory()).toThrow(cv.DisposedError);
    expect(cv.createDevice(options(stubBackend())).statistics).toBeUndefined();
  });
});
