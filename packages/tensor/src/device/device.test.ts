import '@tensorflow/tfjs-backend-cpu';
import { engine, registerBackend, registerKernel, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { stubBackend } from '../testing/stub-backend.ts';

const opened: string[] = [];

function openStub(...without: string[]): string {
  const name = stubBackend({ without });
  opened.push(name);
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
    const device = cv.createDevice(options(openStub()));
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
    const device = cv.createDevice(options(openStub('Step', 'Conv2DBackpropInput')));
    expect(device.capabilities).toMatchObject({ infer: true, train: false });
    expect(device.missingKernels('train')).toEqual(['Conv2DBackpropInput', 'Step']);
    expect(() => device.require('infer')).not.toThrow();
    expect(() => device.require('train')).toThrow(
      "device 'stub' cannot train: it lacks the kernels Conv2DBackpropInput, Step. Open another device.",
    );
    expect(() => device.require('train')).toThrow(cv.UnsupportedError);
  });

  it('does without kernels that are composed where they are missing', () => {
    expect(cv.createDevice(options(openStub('Conv2DBackpropFilter', 'MaxPoolGrad'))).capabilities.train).toBe(true);
  });

  it('counts a named kernel in place of what it is composed from', () => {
    const backendName = openStub('Conv2DBackpropInput');
    registerKernel({ kernelName: 'CvConv2DBackpropInput', backendName, kernelFunc: () => [] });
    expect(cv.createDevice(options(backendName)).missingKernels('train')).toEqual([]);
  });

  it('names the kernel when an op needs one that is missing', async () => {
    const device = cv.createDevice(options(openStub('Erf')));
    await device.activate();
    const x = cv.tensor([1]);
    expect(() => cv.erf(x)).toThrow(/^Erf: the device 'stub-\d+' has no such kernel/);
    expect(() => cv.gelu(x)).toThrow(cv.UnsupportedError);
    x.dispose();
    expect(() => device.require('infer')).toThrow('cannot run models: it lacks the kernels Erf');
  });

  it('requires float16 by declaration', () => {
    const backendName = openStub();
    expect(() => cv.createDevice(options(backendName)).require('float16')).toThrow('does not compute in float16');
    const half = cv.createDevice({ ...options(backendName), float16: true });
    expect(() => half.require('float16')).not.toThrow();
    expect(half.capabilities.float16).toBe(true);
  });

  it('says so when the backend does not start', async () => {
    await expect(cv.createDevice(options('nowhere')).activate()).rejects.toThrow(
      "the tfjs backend 'nowhere' did not start",
    );
    const name = 'stub-broken';
    registerBackend(name, () => {
      throw new RangeError('no adapter');
    });
    await expect(cv.createDevice(options(name)).activate()).rejects.toThrow(cv.UnsupportedError);
  });

  it('passes the adapter’s hooks on', async () => {
    const calls: string[] = [];
    const device = cv.createDevice({
      ...options(openStub()),
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
    expect(cv.createDevice(options(openStub())).statistics).toBeUndefined();
  });
});
