import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { calculateFan } from './fan.ts';
import { calculateGain, type Nonlinearity } from './gain.ts';

/** Options of {@link kaimingUniform} and {@link kaimingNormal}. */
export interface KaimingOptions {
  rng: Rng;
  /** Negative slope of the leaky relu that follows. */
  a?: number;
  /** `fanIn` keeps the variance forward, `fanOut` backward. */
  mode?: 'fanIn' | 'fanOut';
  /** The activation that follows. */
  nonlinearity?: Nonlinearity;
}

/** `gain / sqrt(fan)`, 0 for a weight without inputs. */
export function kaimingStd(
  shape: readonly number[],
  { a = 0, mode = 'fanIn', nonlinearity = 'leakyRelu' }: KaimingOptions,
): number {
  if (mode !== 'fanIn' && mode !== 'fanOut') {
    throw new OptionError(`kaiming: mode is '${String(mode)}', expected 'fanIn' or 'fanOut'`);
  }
  const fan = calculateFan(shape)[mode];
  return fan === 0 ? 0 : calculateGain(nonlinearity, { negativeSlope: a }) / Math.sqrt(fan);
}
