import { engine } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openDevice } from './devices/open-device.ts';
import { expectCurve } from './testing/expect-curve.ts';
import { CURVE_STEPS, lenetCurve } from './testing/lenet-curve.ts';

it.each([
  ['wasm', false, CURVE_STEPS],
  ['wasm', true, CURVE_STEPS],
  ['webgpu', false, CURVE_STEPS],
  ['webgpu', true, 20],
] as const)('LeNet learns on %s (worker %s) as in Node for %i steps', async (name, worker, steps) => {
  const device = await openDevice(name, { worker });
  const { losses, lost } = await lenetCurve(steps);
  expect(lost).toBe(0);
  expect(losses).toHaveLength(steps);
  expectCurve(losses);
  expect(device.memory().tensors).toBe(0);
  await device.dispose();
});

it('goes on where it was when the GPU is lost in mid-training', async () => {
  const reports: unknown[] = [];
  const device = await openDevice('webgpu', { onLost: (report) => reports.push(report) });
  const { losses, lost } = await lenetCurve(12, (step) => {
    if (step !== 6 || reports.length > 0) return;
    (engine().backend as unknown as { device: GPUDevice }).device.destroy();
  });
  expect(lost).toBe(1);
  expect(reports).toHaveLength(1);
  expectCurve(losses);
  expect(device.memory().tensors).toBe(0);
  await device.dispose();
});
