import { PictureError } from '@cv/image';

/** How often a step generator yields. */
export interface StepOptions {
  /** Pixels between two states. Default: a hundredth of the picture. */
  readonly every?: number | undefined;
}

/** @throws {PictureError} `option` when it is not a whole number of at least 1 */
export function stepLength(where: string, { every }: StepOptions, pixels: number): number {
  const length = every ?? Math.ceil(pixels / 100);
  if (Number.isInteger(length) && length >= 1) return length;
  throw new PictureError('option', `${where}: every must be a whole number of at least 1, not ${length}`, { every });
}
