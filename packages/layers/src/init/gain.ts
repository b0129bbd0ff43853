import { OptionError } from '@cv/tensor/errors';

/** The activations that have a recommended gain. */
export type Nonlinearity = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'selu';

/**
 * The factor by which weights grow to make up for what an activation takes: relu `sqrt(2)`, leakyRelu
 * `sqrt(2 / (1 + slope^2))`, tanh `5/3`, selu `3/4`, else 1.
 * @param options.negativeSlope slope of leakyRelu.
 * @throws OptionError for an unknown name or a slope that is not finite.
 * @source torch.nn.init.calculate_gain
 * @example
 * ```ts
 * calculateGain('relu'); // 1.414...
 * ```
 */
export function calculateGain(
  nonlinearity: Nonlinearity,
  { negativeSlope = 0.01 }: { negativeSlope?: number } = {},
): number {
  switch (nonlinearity) {
    case 'linear':
    case 'sigmoid':
      return 1;
    case 'tanh':
      return 5 / 3;
    case 'relu':
      return Math.SQRT2;
    case 'leakyRelu':
      if (Number.isFinite(negativeSlope)) return Math.sqrt(2 / (1 + negativeSlope * negativeSlope));
      throw new OptionError(`calculateGain: negativeSlope is ${negativeSlope}, expected a finite number`);
    case 'selu':
      return 3 / 4;
    default:
      throw new OptionError(
        `calculateGain: '${String(nonlinearity)}' is unknown, expected linear, sigmoid, tanh, relu, leakyRelu or selu`,
      );
  }
}
