import type { Point } from '@cv/classical';
import { InvalidArgumentError, Option } from 'commander';
import { readNumber } from './number-option.ts';
import type { OperationOption } from './operation-option.ts';

/**
 * Pixels of the picture, `--seeds 10,20` or `--seeds 10,20,140,35`. Undefined where none is given.
 *
 * @example
 * const options = { seeds: pointsOption('where regions begin (default: the middle)') };
 */
export function pointsOption(description: string): OperationOption<readonly Point[] | undefined> {
  return {
    toOption: (flag) =>
      new Option(`--${flag} <x,y,...>`, description).argParser((text): readonly Point[] => {
        const values = text.split(',').map((part) => readNumber(part, { least: 0, whole: true }));
        if (values.length % 2 === 0) {
          return Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i]!, values[2 * i + 1]!]);
        }
        throw new InvalidArgumentError('Expected x and y of each point.');
      }),
  };
}
