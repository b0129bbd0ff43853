import { openDevice } from '@cv/backend-node';
import { expect, it } from 'vitest';
import { expectCurve } from './testing/expect-curve.ts';
import { CURVE_STEPS, lenetCurve } from './testing/lenet-curve.ts';

it('onnxruntime in Node gives the curve that browsers are held to', async () => {
  const device = await openDevice('onnxruntime');
  const { losses } = await lenetCurve(CURVE_STEPS);
  await device.dispose();
  expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!);
  expectCurve(losses);
});
