import {
  connectedComponents,
  distanceTransform,
  watershed as flood,
  hMaxima,
  otsu,
  paintLabels,
  threshold,
} from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';

const level = numberOption("what is brighter is foreground, in the units of the picture (default: Otsu's threshold)");
const connectivity = choiceOption('how many neighbours touch a pixel', { of: ['4', '8'], default: '8' });

const foreground = (picture: Picture, given: number | undefined): Picture<Uint8Array> =>
  threshold(picture, given ?? otsu(picture).threshold);

/** Operations that part a picture into regions. */
export const regionOperations: readonly AnyImageOperation[] = [
  imageOperation({
    name: 'components',
    family: 'Regions',
    description: 'Label what touches in the foreground.',
    input: 'gray',
    options: { level, connectivity },
    run: (picture, { level: given, connectivity: touching }) => {
      const mask = foreground(picture, given);
      const labels = connectedComponents(mask, { connectivity: touching === '4' ? 4 : 8 });
      return { picture: paintLabels(labels), numbers: { count: labels.count }, stages: { mask } };
    },
  }),
  imageOperation({
    name: 'distance',
    family: 'Regions',
    description: 'How far each pixel of the foreground is from the background.',
    input: 'gray',
    options: { level },
    run: (picture, { level: given }) => {
      const mask = foreground(picture, given);
      const distance = distanceTransform(mask);
      const largest = distance.data.reduce((most, value) => Math.max(most, value), 0);
      const range = [0, Number.isFinite(largest) && largest > 0 ? largest : 1] as const;
      const data = distance.data.map((value) => Math.min(value, range[1]));
      const numbers = { largest: Number.isFinite(largest) ? largest : null };
      return { picture: createPicture({ ...distance, data, range }), numbers, stages: { mask } };
    },
  }),
  imageOperation({
    name: 'watershed',
    family: 'Regions',
    description: 'Part shapes that touch, at their necks.',
    input: 'gray',
    options: {
      level,
      height: numberOption('how much deeper than a neck a shape is, pixels', { default: 2, least: 0.1 }),
    },
    run: (picture, { level: given, height }) => {
      const mask = foreground(picture, given);
      const depth = distanceTransform(mask);
      const inside = createPicture({ ...depth, data: depth.data.map((value) => (Number.isFinite(value) ? value : 0)) });
      const markers = connectedComponents(hMaxima(inside, height));
      const valleys = createPicture({ ...inside, data: inside.data.map((value) => -value) });
      const labels = flood(valleys, { markers, mask, line: true });
      return {
        picture: paintLabels(labels),
        numbers: { count: labels.count },
        stages: { mask, markers: paintLabels(markers) },
      };
    },
  }),
];
