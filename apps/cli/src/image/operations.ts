import type { AnyImageOperation } from './image-operation.ts';
import { colorSpace } from './operations/color-space.ts';
import { convolve } from './operations/convolve.ts';
import { edgeOperations } from './operations/edges.ts';
import { filters } from './operations/filters.ts';
import { gaussian } from './operations/gaussian.ts';
import { geometryOperations } from './operations/geometry.ts';
import { fixedThreshold, globalThresholds } from './operations/global-thresholds.ts';
import { histograms } from './operations/histograms.ts';
import { localThresholds } from './operations/local-thresholds.ts';
import { morphology } from './operations/morphology.ts';
import { multiOtsu } from './operations/multi-otsu.ts';
import { reconstruct } from './operations/reconstruct.ts';

/** Everything that `cv image` can do. */
export const operations: readonly AnyImageOperation[] = [
  gaussian,
  fixedThreshold,
  ...globalThresholds,
  multiOtsu,
  ...localThresholds,
  ...edgeOperations,
  ...geometryOperations,
  colorSpace,
  ...filters,
  convolve,
  ...morphology,
  reconstruct,
  ...histograms,
];
