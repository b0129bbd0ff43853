import { type Point, type Transform, transformFromPoints, warp as warpPicture } from '@cv/classical';
import { OptionError } from '@cv/tensor/errors';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { numberOption } from '../options/number-option.ts';
import { numbersOption } from '../options/numbers-option.ts';
import { borderOptions } from './border-options.ts';
import { interpolationOption } from './interpolation-option.ts';

const side = { least: 1, whole: true } as const;
const points = { counts: [6, 8], placeholder: 'x,y,...' } as const;
const same = [1, 0, 0, 0, 1, 0] as const;

/** Affine and perspective transforms, by numbers or by points. */
export const warp: AnyImageOperation = imageOperation({
  name: 'warp',
  family: 'Geometry',
  description: 'Move by an affine (three points) or perspective (four points) transform.',
  input: 'any',
  options: {
    matrix: numbersOption('rows of the transform, 2 x 3 or 3 x 3', { counts: [6, 9], default: same }),
    from: numbersOption('instead of it: three or four points of the picture', points),
    to: numbersOption('where they go', points),
    width: numberOption('width of the result, pixels (default: as it was)', side),
    height: numberOption('height of the result, pixels (default: as it was)', side),
    interpolation: interpolationOption,
    ...borderOptions('constant'),
  },
  run: (picture, { matrix, from, to, ...options }) => {
    const transform = from === undefined && to === undefined ? whole(matrix) : byPoints(from, to);
    return { picture: warpPicture(picture, transform, options), numbers: { transform: [...transform] } };
  },
});

const whole = (matrix: readonly number[]): Transform =>
  (matrix.length === 9 ? matrix : [...matrix, 0, 0, 1]) as unknown as Transform;

function byPoints(from: readonly number[] | undefined, to: readonly number[] | undefined): Transform {
  if (from === undefined || to === undefined || from.length !== to.length) {
    throw new OptionError('cv image warp: --from and --to go together, with as many points each', { from, to });
  }
  return transformFromPoints(pairs(from), pairs(to));
}

const pairs = (values: readonly number[]): Point[] =>
  Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i]!, values[2 * i + 1]!] as const);
