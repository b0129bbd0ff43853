import { InvalidArgumentError, Option } from 'commander';
import { type NumberLimits, readNumber } from './number-option.ts';
import type { OperationOption } from './operation-option.ts';

/**
 * Several numbers with commas between them, `--seed 10,20`.
 *
 * @param limits those of each number, and how many there have to be
 */
export function numbersOption(
  description: string,
  limits: NumberLimits & { readonly counts?: readonly number[]; readonly default: readonly number[] },
): OperationOption<readonly number[]>;
export function numbersOption(
  description: string,
  limits?: NumberLimits & { readonly counts?: readonly number[] },
): OperationOption<readonly number[] | undefined>;
export function numbersOption(
  description: string,
  limits: NumberLimits & { readonly counts?: readonly number[]; readonly default?: readonly number[] } = {},
): OperationOption<readonly number[] | undefined> {
  const { counts } = limits;
  return {
    toOption: (flag) =>
      new Option(`--${flag} <${limits.placeholder ?? 'n,n'}>`, description)
        .argParser((text): readonly number[] => {
          const values = text.split(',').map((part) => readNumber(part, limits));
          if (counts === undefined || counts.includes(values.length)) return values;
          throw new InvalidArgumentError(`Expected ${counts.join(' or ')} numbers with commas between them.`);
        })
        .default(limits.default, limits.default?.join(',')),
  };
}
