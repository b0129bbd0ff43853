import type { BorderMode } from '@cv/classical';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import type { OperationOption } from '../options/operation-option.ts';

const modes: readonly BorderMode[] = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'];

/** The options of filters that see beyond the edges. */
export function borderOptions(border: BorderMode): {
  readonly border: OperationOption<BorderMode>;
  readonly fill: OperationOption<number>;
} {
  return {
    border: choiceOption('what lies beyond the edges', { of: modes, default: border }),
    fill: numberOption('the value there with --border constant, in the units of the picture', { default: 0 }),
  };
}
