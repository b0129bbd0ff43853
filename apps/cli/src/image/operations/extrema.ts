import { connectedComponents, hMaxima, hMinima, localMaxima, localMinima } from '@cv/classical';
import type { Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { numberOption } from '../options/number-option.ts';
import { connectivityOption, tenthOf, touching } from './region-options.ts';

const h = numberOption('how far, in the units of the picture (default: a tenth of its range)', { least: 1e-9 });

function marked(picture: Picture<Uint8Array>, connectivity: 4 | 8) {
  return { picture, numbers: { count: connectedComponents(picture, { connectivity }).count } };
}

const byHeight = (name: string, description: string, find: typeof hMaxima): AnyImageOperation =>
  imageOperation({
    name,
    family: 'Regions',
    description,
    input: 'gray',
    options: { h, connectivity: connectivityOption() },
    run: (picture, { h: given, connectivity }) => {
      const options = { connectivity: touching(connectivity) };
      return marked(find(picture, given ?? tenthOf(picture), options), options.connectivity);
    },
  });

const byNeighbors = (name: string, description: string, find: typeof localMaxima): AnyImageOperation =>
  imageOperation({
    name,
    family: 'Regions',
    description,
    input: 'gray',
    options: { connectivity: connectivityOption() },
    run: (picture, { connectivity }) => {
      const options = { connectivity: touching(connectivity) };
      return marked(find(picture, options), options.connectivity);
    },
  });

/** Peaks and basins. */
export const extremaOperations: readonly AnyImageOperation[] = [
  byHeight('h-maxima', 'Mark peaks that rise by at least h above the way to a higher one.', hMaxima),
  byHeight('h-minima', 'Mark basins that are at least h below the way to a deeper one.', hMinima),
  byNeighbors('local-maxima', 'Mark pixels and plateaus that only lower ones touch.', localMaxima),
  byNeighbors('local-minima', 'Mark pixels and plateaus that only higher ones touch.', localMinima),
];
