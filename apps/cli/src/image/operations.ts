import type { AnyImageOperation } from './image-operation.ts';
import { colorSpace } from './operations/color-space.ts';
import { convolve } from './operations/convolve.ts';
import { convolve3d } from './operations/convolve3d.ts';
import { edgeOperations } from './operations/edges.ts';
import { extremaOperations } from './operations/extrema.ts';
import { filters } from './operations/filters.ts';
import { gaborBank } from './operations/gabor-bank.ts';
import { gaussian } from './operations/gaussian.ts';
import { geometryOperations } from './operations/geometry.ts';
import { fixedThreshold, globalThresholds } from './operations/global-thresholds.ts';
import { growingOperations } from './operations/growing.ts';
import { histograms } from './operations/histograms.ts';
import { kMeansOperations } from './operations/k-means.ts';
import { localThresholds } from './operations/local-thresholds.ts';
import { meanShiftOperations } from './operations/mean-shift.ts';
import { mixture } from './operations/mixture.ts';
import { morphology } from './operations/morphology.ts';
import { multiOtsu } from './operations/multi-otsu.ts';
import { disturbances } from './operations/perturb.ts';
import { reconstruct } from './operations/reconstruct.ts';
import { regionOperations } from './operations/regions.ts';
import { slic } from './operations/slic.ts';
import { warp } from './operations/warp.ts';

/** Everything that `cv image` can do. */
export const operations: readonly AnyImageOperation[] = [
  gaussian,
  fixedThreshold,
  ...globalThresholds,
  multiOtsu,
  ...localThresholds,
  ...edgeOperations,
  ...regionOperations,
  ...growingOperations,
  ...extremaOperations,
  slic,
  ...geometryOperations,
  warp,
  colorSpace,
  ...filters,
  gaborBank,
  convolve,
  convolve3d,
  ...morphology,
  reconstruct,
  ...histograms,
  ...kMeansOperations,
  ...meanShiftOperations,
  mixture,
  ...disturbances,
];
