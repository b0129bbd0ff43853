import {
  blackHat,
  close,
  diamond,
  dilate,
  disk,
  erode,
  type MorphologyOptions,
  morphologicalGradient,
  open,
  rectangle,
  type StructuringElement,
  topHat,
} from '@cv/classical';
import type { Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numbersOption } from '../options/numbers-option.ts';

const operations: readonly (readonly [
  name: string,
  description: string,
  run: (picture: Picture, options: MorphologyOptions) => Picture,
])[] = [
  ['erode', 'Smallest value under the element: bright things shrink.', erode],
  ['dilate', 'Largest value under the element: bright things grow.', dilate],
  ['open', 'Erode, then dilate: small bright things disappear.', open],
  ['close', 'Dilate, then erode: small dark gaps are filled.', close],
  ['gradient', 'Dilation less erosion: a thick outline.', morphologicalGradient],
  ['top-hat', 'What opening takes away: small bright things.', topHat],
  ['black-hat', 'What closing adds: small dark things.', blackHat],
];

/** Everything with a structuring element. */
export const morphology: readonly AnyImageOperation[] = operations.map(([name, description, run]) =>
  imageOperation({
    name,
    family: 'Morphology',
    description,
    input: 'opaque',
    options: {
      element: choiceOption('form of the element', { of: ['rectangle', 'disk', 'diamond'], default: 'rectangle' }),
      size: numbersOption('its pixels; for a rectangle also width,height', {
        default: [3],
        counts: [1, 2],
        least: 1,
        whole: true,
        placeholder: 'n',
      }),
    },
    run: (picture, { element, size }) => ({ picture: run(picture, { element: elementOf(element, size) }) }),
  }),
);

function elementOf(
  form: 'rectangle' | 'disk' | 'diamond',
  [width = 3, height = width]: readonly number[],
): StructuringElement {
  if (form === 'rectangle') return rectangle(width, height);
  return (form === 'disk' ? disk : diamond)(width >> 1);
}
