import type { AnyImageOperation } from './image-operation.ts';
import { colorSpace } from './operations/color-space.ts';
import { edgeOperations } from './operations/edges.ts';
import { gaussian } from './operations/gaussian.ts';
import { geometryOperations } from './operations/geometry.ts';
import { fixedThreshold, globalThresholds } from './operations/global-thresholds.ts';
import { localThresholds } from './operations/local-thresholds.ts';
import { multiOtsu } from './operations/multi-otsu.ts';
import { warp } from './operations/warp.ts';

/** Everything that `cv image` can do. */
export const operations: readonly AnyImageOperation[] = [
  gaussian,
  fixedThreshold,
  ...globalThresholds,
  multiOtsu,
  ...localThresholds,
  ...edgeOperations,
  ...geometryOperations,
  warp,
  colorSpace,
];
