import { adaptiveThreshold as byAverage, niblack as byNiblack, sauvola as bySauvola, threshold } from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation, type OperationResult } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';

const window = numberOption('odd side of the window, pixels', { default: 15, least: 1, whole: true });

/** The mask, and the levels that made it. */
function compared(picture: Picture, levels: Picture): OperationResult {
  return { picture: threshold(picture, levels), stages: { levels: createPicture(levels) } };
}

/** Thresholds that follow the light. */
export const localThresholds: readonly AnyImageOperation[] = [
  imageOperation({
    name: 'adaptive-threshold',
    family: 'Thresholds',
    description: 'Part dark from bright by the average around each pixel.',
    input: 'gray',
    options: {
      window,
      method: choiceOption('how the window is averaged', { of: ['gaussian', 'mean'], default: 'gaussian' }),
      offset: numberOption('subtracted from the average, in the units of the picture', { default: 0 }),
    },
    run: (picture, { window: windowPx, ...options }) => compared(picture, byAverage(picture, { windowPx, ...options })),
  }),
  imageOperation({
    name: 'niblack',
    family: 'Thresholds',
    description: 'Part dark from bright by mean and contrast around each pixel.',
    input: 'gray',
    options: { window, k: numberOption('weight of the standard deviation', { default: 0.2 }) },
    run: (picture, { window: windowPx, k }) => compared(picture, byNiblack(picture, { windowPx, k })),
  }),
  imageOperation({
    name: 'sauvola',
    family: 'Thresholds',
    description: 'Part ink from paper by mean and contrast around each pixel.',
    input: 'gray',
    options: {
      window,
      k: numberOption('weight of the contrast', { default: 0.2 }),
      r: numberOption('largest standard deviation to be expected (default: half of the range)'),
    },
    run: (picture, { window: windowPx, k, r }) => compared(picture, bySauvola(picture, { windowPx, k, r })),
  }),
];
