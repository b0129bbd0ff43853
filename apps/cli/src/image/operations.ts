import type { AnyImageOperation } from './image-operation.ts';
import { convolve } from './operations/convolve.ts';
import { filters } from './operations/filters.ts';
import { gaussian } from './operations/gaussian.ts';
import { histograms } from './operations/histograms.ts';
import { morphology } from './operations/morphology.ts';
import { reconstruct } from './operations/reconstruct.ts';

/** Everything that `cv image` can do. */
export const operations: readonly AnyImageOperation[] = [
  gaussian,
  ...filters,
  convolve,
  ...morphology,
  reconstruct,
  ...histograms,
];
