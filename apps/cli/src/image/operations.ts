import type { AnyImageOperation } from './image-operation.ts';
import { colorSpace } from './operations/color-space.ts';
import { edgeOperations } from './operations/edges.ts';
import { gaussian } from './operations/gaussian.ts';
import { geometryOperations } from './operations/geometry.ts';
import { fixedThreshold, globalThresholds } from './operations/global-thresholds.ts';
import { kMeansOperations } from './operations/k-means.ts';
import { localThresholds } from './operations/local-thresholds.ts';
import { meanShiftOperations } from './operations/mean-shift.ts';
import { mixture } from './operations/mixture.ts';
import { multiOtsu } from './operations/multi-otsu.ts';
import { disturbances } from './operations/perturb.ts';

/** Everything that `cv image` can do. */
export const operations: readonly AnyImageOperation[] = [
  gaussian,
  fixedThreshold,
  ...globalThresholds,
  multiOtsu,
  ...localThresholds,
  ...edgeOperations,
  ...kMeansOperations,
  ...meanShiftOperations,
  mixture,
  ...geometryOperations,
  colorSpace,
  ...disturbances,
];
