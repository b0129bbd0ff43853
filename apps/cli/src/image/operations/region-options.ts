import type { Connectivity, Point } from '@cv/classical';
import type { Picture } from '@cv/image';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import type { OperationOption } from '../options/operation-option.ts';
import { pointsOption } from '../options/points-option.ts';

/** Default 8, or that of the function. */
export const connectivityOption = (preset: '4' | '8' = '8'): OperationOption<'4' | '8'> =>
  choiceOption('how many neighbours touch a pixel', { of: ['4', '8'], default: preset });

/** Of such an option. */
export const touching = (connectivity: '4' | '8'): Connectivity => (connectivity === '4' ? 4 : 8);

/** Where a region begins. */
export const seedsOption: OperationOption<readonly Point[] | undefined> = pointsOption(
  'pixels where regions begin (default: the middle of the picture)',
);

/** Those, or the middle. */
export const seedsIn = ({ width, height }: Picture, seeds: readonly Point[] | undefined): readonly Point[] =>
  seeds ?? [[width >> 1, height >> 1]];

/** How far values may be apart. */
export const toleranceOption: OperationOption<number | undefined> = numberOption(
  'how far values may be apart, in the units of the picture (default: a tenth of its range)',
  { least: 0 },
);

/** A part of the range of a picture, for what is not given. */
export const tenthOf = ({ range }: Picture): number => (range[1] - range[0]) / 10;

/** How many pixels a mask has. */
export const pixelsOf = ({ data }: Picture<Uint8Array>): number => data.reduce((sum, bit) => sum + bit, 0);
