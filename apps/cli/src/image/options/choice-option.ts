import { Option } from 'commander';
import type { OperationOption } from './operation-option.ts';

/** One of several words; without a default the operation may get undefined. */
export function choiceOption<const T extends string>(
  description: string,
  choices: { readonly of: readonly T[]; readonly default: T },
): OperationOption<T>;
export function choiceOption<const T extends string>(
  description: string,
  choices: { readonly of: readonly T[] },
): OperationOption<T | undefined>;
export function choiceOption(
  description: string,
  choices: { readonly of: readonly string[]; readonly default?: string },
): OperationOption<string | undefined> {
  return {
    toOption: (flag) => new Option(`--${flag} <name>`, description).choices(choices.of).default(choices.default),
  };
}
