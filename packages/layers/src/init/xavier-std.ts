import type { Rng } from '@cv/tensor/rng';
import { calculateFan } from './fan.ts';

/** Options of {@link xavierUniform} and {@link xavierNormal}. */
export interface XavierOptions {
  rng: Rng;
  /** See {@link calculateGain}. */
  gain?: number;
}

/** `gain * sqrt(2 / (fanIn + fanOut))`, 0 for a weight without inputs and outputs. */
export function xavierStd(shape: readonly number[], { gain = 1 }: XavierOptions): number {
  const { fanIn, fanOut } = calculateFan(shape);
  return fanIn + fanOut === 0 ? 0 : gain * Math.sqrt(2 / (fanIn + fanOut));
}
