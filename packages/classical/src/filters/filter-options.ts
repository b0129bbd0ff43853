import { PictureError } from '@cv/image';
import { type BorderMode, type BorderOptions, requireBorder } from '../border/border-mode.ts';

/** Options that every filter has. */
export interface FilterOptions extends BorderOptions {
  /**
   * Number format of the result: `same` rounds to nearest (halves to even) and saturates as OpenCV does, `float32` keeps every digit.
   * Default `same`, but where a function says otherwise.
   */
  readonly output?: 'same' | 'float32' | undefined;
}

/** Options with what was left out. */
export interface SettledFilterOptions {
  readonly border: BorderMode;
  readonly fill: number;
  readonly output: 'same' | 'float32';
}

/**
 * Fills in what was left out and checks the rest.
 * @throws {PictureError} `option` for an unknown border or output, or a fill that is no finite number
 */
export function settleFilterOptions(
  where: string,
  options: FilterOptions,
  defaults: Pick<SettledFilterOptions, 'border' | 'output'>,
): SettledFilterOptions {
  const { border = defaults.border, output = defaults.output, fill = 0 } = options;
  requireBorder(where, border, fill);
  if (output !== 'same' && output !== 'float32') {
    throw new PictureError('option', `${where}: output must be 'same' or 'float32', not ${String(output)}`, { output });
  }
  return { border, fill, output };
}
