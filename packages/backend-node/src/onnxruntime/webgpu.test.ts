import { activeDevice } from '@cv/tensor';
import { runConformance } from '@cv/tensor/conformance';
import { afterEach, describe, expect, it } from 'vitest';
import { openDevice } from '../devices/open-device.ts';
import { LeNet } from './lenet.test.helper.ts';
import { reportFromProcess } from './list-providers.ts';

const { available, reason } = await reportFromProcess('webgpu');

/** What training a convolutional network takes; the whole kit takes minutes on a software driver. */
const OPS = ['add', 'matmul', 'conv2d', 'maxPool2d', 'softmaxCrossEntropy', 'batchNormTrain', 'sgdUpdate'];

afterEach(async () => {
  await activeDevice()?.dispose();
});

describe.skipIf(!available)(`webgpu${available ? '' : ` (skipped: ${reason})`}`, () => {
  it.each([false, true])('computes and differentiates right (worker: %s)', { timeout: 300_000 }, async (worker) => {
    const device = await openDevice('onnxruntime', { provider: 'webgpu', worker });
    expect(device.description).toMatch(/, webgpu/);
    const { failures, results } = await runConformance(device, {
      // Shaders may take NaN for a number, and the provider refuses tensors without elements.
      filter: (op, name) => OPS.includes(op) && !/NaN|no image|no rows/.test(name),
    });
    expect(failures).toEqual([]);
    expect(results.length).toBeGreaterThan(400);
  });

  it('trains', async () => {
    await openDevice('onnxruntime', { provider: 'webgpu' });
    const net = new LeNet(4);
    const losses = [await net.step(), await net.step(), await net.step()];
    expect(losses[2]).toBeLessThan(losses[0]!);
    net.dispose();
  });
});
