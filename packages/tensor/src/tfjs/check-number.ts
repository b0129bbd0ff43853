import { OptionError } from '../errors.ts';

/** Checks a numeric option and returns it. */
export function checkNumber(
  op: string,
  name: string,
  value: number,
  valid: (value: number) => boolean,
  expected: string,
): number {
  if (typeof value !== 'number' || !valid(value)) {
    throw new OptionError(`${op}: ${name} is ${String(value)}, expected ${expected}`, {
      op,
      option: name,
      received: value,
    });
  }
  return value;
}
