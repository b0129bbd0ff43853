import { OptionError } from '@cv/tensor/errors';
import type { ModelOptions } from './model-options.ts';

/**
 * Refuses a number of classes or channels that is no whole number above 0. Builders call it before the first layer exists:
 * a constructor that throws cannot free what it made.
 */
export function checkModelOptions(model: string, { classes = 1, inChannels = 1 }: Partial<ModelOptions>): void {
  for (const [option, received] of Object.entries({ classes, inChannels })) {
    if (Number.isInteger(received) && received > 0) continue;
    throw new OptionError(`${model}: ${option} is ${received}, expected a whole number of at least 1`, {
      option,
      received,
    });
  }
}
