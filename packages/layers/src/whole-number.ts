import { OptionError } from '@cv/tensor/errors';

/** Returns `value` when it is a whole number of at least `least`, else throws an OptionError that says `where: name`. */
export function wholeNumber(value: number, name: string, where: string, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new OptionError(`${where}: ${name} is ${value}, expected a whole number of at least ${least}`, {
    option: name,
    received: value,
  });
}

/** A number for both axes, or one for height and one for width. */
export type Pair = number | readonly [height: number, width: number];

/** Both numbers of a pair, checked as {@link wholeNumber} does. */
export function wholePair(value: Pair, name: string, where: string, least = 1): readonly [number, number] {
  const [height, width] = typeof value === 'number' ? [value, value] : value;
  return [wholeNumber(height, `${name} (height)`, where, least), wholeNumber(width, `${name} (width)`, where, least)];
}

/** A number for all three axes, or one for each of depth, height and width. */
export type Triple = number | readonly [depth: number, height: number, width: number];

/** All numbers of a triple, checked as {@link wholeNumber} does. */
export function wholeTriple(value: Triple, name: string, where: string, least = 1): readonly [number, number, number] {
  const [depth, height, width] = typeof value === 'number' ? [value, value, value] : value;
  const check = (length: number, axis: string) => wholeNumber(length, `${name} (${axis})`, where, least);
  return [check(depth, 'depth'), check(height, 'height'), check(width, 'width')];
}
