import { isodata, li, otsu, type ThresholdResult, threshold, triangle, yen } from '@cv/classical';
import type { Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { flagOption } from '../options/flag-option.ts';
import { numberOption } from '../options/number-option.ts';

const methods: Readonly<Record<string, readonly [(picture: Picture, options: object) => ThresholdResult, string]>> = {
  otsu: [otsu, 'Part dark from bright where the variance between both is largest.'],
  isodata: [isodata, 'Part dark from bright in the middle of the means of both.'],
  li: [li, 'Part dark from bright by the least cross entropy.'],
  triangle: [triangle, 'Part dark from bright where the tail of the histogram ends.'],
  yen: [yen, 'Part dark from bright by the largest correlation.'],
};

/** Thresholds that are one number for the whole picture. */
export const globalThresholds: readonly AnyImageOperation[] = Object.entries(methods).map(
  ([name, [method, description]]) =>
    imageOperation({
      name,
      family: 'Thresholds',
      description,
      input: 'gray',
      options: {
        curve: flagOption('print the histogram and the criterion of each level too'),
      },
      run: (picture, { curve }) => {
        const { threshold: level, histogram, criterion } = method(picture, {});
        const curves = {
          levels: [...histogram.centers],
          counts: [...histogram.counts],
          criterion: [...criterion].map(plain),
        };
        return { picture: threshold(picture, level), numbers: { threshold: level, ...(curve ? curves : {}) } };
      },
    }),
);

/** JSON has no infinity. */
const plain = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A level that the user names. */
export const fixedThreshold: AnyImageOperation = imageOperation({
  name: 'threshold',
  family: 'Thresholds',
  description: 'Part dark from bright at a level.',
  input: 'gray',
  options: { level: numberOption('what is brighter becomes white, in the units of the picture', { default: 127 }) },
  run: (picture, { level }) => {
    const mask = threshold(picture, level);
    return { picture: mask, numbers: { threshold: level, white: mask.data.reduce((sum, bit) => sum + bit, 0) } };
  },
});
