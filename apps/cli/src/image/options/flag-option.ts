import { Option } from 'commander';
import type { OperationOption } from './operation-option.ts';

/** Something that is off unless it is asked for. */
export function flagOption(description: string): OperationOption<boolean> {
  return {
    toOption: (flag) => new Option(`--${flag}`, description),
    load: (value) => Promise.resolve(value === true),
  };
}
