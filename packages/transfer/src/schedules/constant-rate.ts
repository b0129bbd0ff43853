import { OptionError } from '@cv/tensor/errors';
import type { Schedule } from './schedule.ts';

/**
 * The same learning rate in every step.
 *
 * @throws OptionError unless the rate is above 0
 * @example
 * ```ts
 * constantRate(1e-3)(500); // 0.001
 * ```
 */
export function constantRate(learningRate: number): Schedule {
  if (!(learningRate > 0))
    throw new OptionError(`constantRate: learning rate is ${learningRate}, expected more than 0`);
  return () => learningRate;
}
