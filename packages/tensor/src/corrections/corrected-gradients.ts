import type { GradConfig } from '@tensorflow/tfjs-core';
import { AVG_POOL_GRADIENT } from './avg-pool-gradient.ts';
import { BATCH_MAT_MUL_GRADIENT } from './batch-mat-mul-gradient.ts';
import { CLIP_BY_VALUE_GRADIENT } from './clip-by-value-gradient.ts';
import { FUSED_BATCH_NORM_GRADIENT } from './fused-batch-norm-gradient.ts';
import { MAX_GRADIENT, MIN_GRADIENT } from './max-min-gradient.ts';
import { MAX_POOL_GRADIENT } from './max-pool-gradient.ts';
import { MAXIMUM_GRADIENT, MINIMUM_GRADIENT } from './maximum-minimum-gradient.ts';
import { POW_GRADIENT } from './pow-gradient.ts';
import { SELECT_GRADIENT } from './select-gradient.ts';
import { SQUARED_DIFFERENCE_GRADIENT } from './squared-difference-gradient.ts';
import { MEAN_GRADIENT, SUM_GRADIENT } from './sum-mean-gradient.ts';
import { TILE_GRADIENT } from './tile-gradient.ts';

/** Gradients registered over tfjs-core's. */
export const CORRECTED_GRADIENTS: readonly GradConfig[] = [
  AVG_POOL_GRADIENT,
  BATCH_MAT_MUL_GRADIENT,
  CLIP_BY_VALUE_GRADIENT,
  FUSED_BATCH_NORM_GRADIENT,
  MAX_GRADIENT,
  MAX_POOL_GRADIENT,
  MAXIMUM_GRADIENT,
  MEAN_GRADIENT,
  MIN_GRADIENT,
  MINIMUM_GRADIENT,
  POW_GRADIENT,
  SELECT_GRADIENT,
  SQUARED_DIFFERENCE_GRADIENT,
  SUM_GRADIENT,
  TILE_GRADIENT,
];
