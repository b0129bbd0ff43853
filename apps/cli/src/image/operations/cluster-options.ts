import { type LabelMap, paintLabels, paintMeans } from '@cv/classical';
import type { Picture } from '@cv/image';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import type { OperationOption } from '../options/operation-option.ts';

/** What the picture of clusters shows. */
export const showOption: OperationOption<'means' | 'labels'> = choiceOption(
  'what becomes the picture: mean colours, or a colour for each label',
  {
    of: ['means', 'labels'],
    default: 'means',
  },
);

/** Where colours are compared. */
export const spaceOption: OperationOption<'srgb' | 'linear-rgb' | 'lab' | 'hsv' | 'ycbcr'> = choiceOption(
  'colour space in which distances count',
  {
    of: ['srgb', 'linear-rgb', 'lab', 'hsv', 'ycbcr'],
    default: 'srgb',
  },
);

/** Boxes of counted colours. */
export const levelsOption: OperationOption<number> = numberOption(
  'boxes along each channel in which colours are counted',
  {
    default: 32,
    least: 2,
    most: 256,
    whole: true,
  },
);

/** Of the random numbers. */
export const seedOption: OperationOption<number> = numberOption('the same one draws the same', {
  default: 0,
  least: 0,
  whole: true,
});

/** Clusters as a picture. */
export function shown(picture: Picture, map: LabelMap, show: 'means' | 'labels'): Picture {
  return show === 'means' ? paintMeans(picture, map) : paintLabels(map);
}

/** Pixels per label, of those from 1. */
export function sizesOf({ labels, count }: LabelMap): readonly number[] {
  const sizes = Array.from({ length: count }, () => 0);
  for (const label of labels) if (label > 0) sizes[label - 1]!++;
  return sizes;
}

/** Flat numbers as a list for each cluster. */
export function rows(values: Float64Array, count: number): readonly (readonly number[])[] {
  const length = values.length / count;
  return Array.from({ length: count }, (_, i) => [...values.subarray(i * length, (i + 1) * length)]);
}

/** Labels of points from 0 (-1 for none) as those of the pixels. */
export function pixelLabels(
  { width, height }: Picture,
  { labels, bins, count }: { readonly labels: Int32Array; readonly bins: Int32Array; readonly count: number },
): LabelMap {
  return { labels: bins.map((bin) => labels[bin]! + 1), width, height, count };
}
