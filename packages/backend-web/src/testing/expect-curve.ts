import { expect } from 'vitest';
import golden from './lenet-curve.generated.json' with { type: 'json' };

/** What two devices may differ in the loss of a step. */
const TOLERANCE = 1e-3;

/** Holds losses to those of `onnxruntime` in Node, as far as they go. */
export function expectCurve(losses: readonly number[]): void {
  const apart = losses.map((loss, step) => Math.abs(loss - golden.losses[step]!));
  const largest = Math.max(...apart);
  console.log(`${losses.length} steps, at most ${largest.toExponential(1)} from the curve of ${golden.device}`);
  expect(largest).toBeLessThan(TOLERANCE);
}
