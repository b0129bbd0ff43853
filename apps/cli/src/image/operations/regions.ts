import {
  connectedComponents,
  distanceMarkers,
  distanceTransform,
  watershed as flood,
  otsu,
  paintLabels,
  regionProperties,
  threshold,
  watershedSteps,
} from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { flagOption } from '../options/flag-option.ts';
import { numberOption } from '../options/number-option.ts';
import { cleanMask } from './clean-mask.ts';
import { connectivityOption, touching } from './region-options.ts';
import { stepsShown } from './steps-shown.ts';

const level = numberOption("what is brighter is foreground, in the units of the picture (default: Otsu's threshold)");
const foreground = (picture: Picture, given: number | undefined): Picture<Uint8Array> =>
  threshold(picture, given ?? otsu(picture).threshold);

/** Operations that part a picture into regions. */
export const regionOperations: readonly AnyImageOperation[] = [
  imageOperation({
    name: 'components',
    family: 'Regions',
    description: 'Label what touches in the foreground.',
    input: 'gray',
    options: {
      level,
      connectivity: connectivityOption(),
      measure: flagOption('measure each one: area, box, ellipse, outline, hull, brightness (best with --json)'),
    },
    run: (picture, { level: given, connectivity, measure }) => {
      const mask = foreground(picture, given);
      const labels = connectedComponents(mask, { connectivity: touching(connectivity) });
      const regions = measure ? { regions: regionProperties(labels, picture) } : {};
      return { picture: paintLabels(labels), numbers: { count: labels.count, ...regions }, stages: { mask } };
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
      smallest: numberOption('parts and holes of the foreground with fewer pixels do not count', {
        default: 50,
        least: 0,
        whole: true,
      }),
      compactness: numberOption('how much the distance from its marker counts', { default: 0, least: 0 }),
    },
    run: (picture, { level: given, height, smallest, compactness }, wants) => {
      const mask = cleanMask(foreground(picture, given), smallest);
      const depth = distanceTransform(mask);
      const markers = distanceMarkers(depth, { heightPx: height });
      const valleys = createPicture({ ...depth, data: depth.data.map((v) => (Number.isFinite(v) ? -v : 0)) });
      const options = { markers, mask, line: true, compactness };
      const labels = flood(valleys, options);
      return {
        picture: paintLabels(labels),
        numbers: { count: labels.count },
        ...(wants.stages && {
          stages: {
            mask,
            markers: paintLabels(markers),
            ...stepsShown(picture, (every) => watershedSteps(valleys, { ...options, every })),
          },
        }),
      };
    },
  }),
];
