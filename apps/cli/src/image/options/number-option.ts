import { InvalidArgumentError, Option } from 'commander';
import type { OperationOption } from './operation-option.ts';

/** Limits and look of a number. */
export interface NumberLimits {
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
  /** What it is called in the help. Default `n`. */
  readonly placeholder?: string;
}

/**
 * A number, with its default; without one the operation gets undefined.
 *
 * @example
 * const options = { sigma: numberOption('standard deviation, pixels', { default: 1, least: 0 }) };
 */
export function numberOption(
  description: string,
  limits: NumberLimits & { readonly default: number },
): OperationOption<number>;
export function numberOption(description: string, limits?: NumberLimits): OperationOption<number | undefined>;
export function numberOption(
  description: string,
  limits: NumberLimits & { readonly default?: number } = {},
): OperationOption<number | undefined> {
  return {
    toOption: (flag) =>
      new Option(`--${flag} <${limits.placeholder ?? 'n'}>`, description)
        .argParser((text) => readNumber(text, limits))
        .default(limits.default),
  };
}

/** Reads a number from the command line. */
export function readNumber(text: string, { least, most, whole = false }: NumberLimits): number {
  const value = Number(text);
  const fits = value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY);
  if (text.trim() !== '' && Number.isFinite(value) && fits && (!whole || Number.isInteger(value))) return value;
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
  ].join(' and ');
  throw new InvalidArgumentError(`Expected a ${whole ? 'whole ' : ''}number${bounds && ` of ${bounds}`}.`);
}
