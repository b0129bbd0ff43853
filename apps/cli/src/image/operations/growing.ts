import {
  confidenceConnected,
  flood as findFlood,
  floodFill,
  paintLabels,
  regionGrow,
  regionGrowSteps,
} from '@cv/classical';
import type { Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { flagOption } from '../options/flag-option.ts';
import { numberOption } from '../options/number-option.ts';
import { numbersOption } from '../options/numbers-option.ts';
import { sizesOf } from './cluster-options.ts';
import {
  connectivityOption,
  pixelsOf,
  seedsIn,
  seedsOption,
  tenthOf,
  toleranceOption,
  touching,
} from './region-options.ts';
import { stepsShown } from './steps-shown.ts';

const flood = imageOperation({
  name: 'flood',
  family: 'Regions',
  description: 'Find what is connected to pixels and looks like them, or fill it with a colour.',
  input: 'opaque',
  options: {
    seeds: seedsOption,
    tolerance: toleranceOption,
    reference: choiceOption('what a pixel is compared with: the seed, or the neighbour that was flooded before', {
      of: ['seed', 'neighbor'],
      default: 'seed',
    }),
    fill: numbersOption('what to fill with: one value, or one for each channel (default: give a mask)'),
    connectivity: connectivityOption(),
  },
  run: (picture, { seeds, fill, ...given }) => {
    const { tolerance = tenthOf(picture), reference, connectivity } = given;
    const options = { tolerance, reference, connectivity: touching(connectivity) };
    const masks = seedsIn(picture, seeds).map((seed) => findFlood(picture, seed, options));
    const mask = masks.reduce(union);
    const value = fill?.length === 1 ? fill[0]! : fill;
    const filled =
      value === undefined
        ? mask
        : seedsIn(picture, seeds).reduce((painted, seed) => floodFill(painted, seed, { ...options, value }), picture);
    return { picture: filled, numbers: { pixels: pixelsOf(mask) }, stages: { mask } };
  },
});

function union(a: Picture<Uint8Array>, b: Picture<Uint8Array>): Picture<Uint8Array> {
  return { ...a, data: a.data.map((bit, i) => bit | b.data[i]!) };
}

const grow = imageOperation({
  name: 'grow',
  family: 'Regions',
  description: 'Grow regions from seeds: the most similar pixel joins next.',
  input: 'opaque',
  options: {
    seeds: seedsOption,
    tolerance: toleranceOption,
    all: flagOption('divide the whole picture among the seeds, however far values are'),
    reference: choiceOption('what a pixel is compared with: the mean of the region so far, or the seed', {
      of: ['mean', 'seed'],
      default: 'mean',
    }),
    line: flagOption('leave the pixels free where regions meet'),
    connectivity: connectivityOption(),
  },
  run: (picture, { seeds, tolerance, all, reference, line, connectivity }, wants) => {
    const options = {
      tolerance: all ? Number.POSITIVE_INFINITY : (tolerance ?? tenthOf(picture)),
      reference,
      line,
      connectivity: touching(connectivity),
    };
    const starts = seedsIn(picture, seeds);
    const labels = regionGrow(picture, starts, options);
    return {
      picture: paintLabels(labels),
      numbers: { sizes: sizesOf(labels) },
      ...(wants.stages && {
        stages: stepsShown(picture, (every) => regionGrowSteps(picture, starts, { ...options, every })),
      }),
    };
  },
});

const confidence = imageOperation({
  name: 'confidence',
  family: 'Regions',
  description: 'Find what is connected to seeds and within some deviations of their mean, again and again.',
  input: 'gray',
  options: {
    seeds: seedsOption,
    multiplier: numberOption('half width of the interval, standard deviations', { default: 2.5, least: 0 }),
    iterations: numberOption('how often mean and deviation are taken from the region', {
      default: 4,
      least: 0,
      most: 1000,
      whole: true,
    }),
    radius: numberOption('half the side of the square around each seed to begin with, pixels', {
      default: 1,
      least: 0,
      most: 100,
      whole: true,
    }),
    connectivity: connectivityOption('4'),
  },
  run: (picture, { seeds, radius, connectivity, ...options }) => {
    const settings = { ...options, radiusPx: radius, connectivity: touching(connectivity) };
    const { mask, ...numbers } = confidenceConnected(picture, seedsIn(picture, seeds), settings);
    return { picture: mask, numbers: { pixels: pixelsOf(mask), ...numbers } };
  },
});

/** Operations that begin at seeds. */
export const growingOperations: readonly AnyImageOperation[] = [flood, grow, confidence];
