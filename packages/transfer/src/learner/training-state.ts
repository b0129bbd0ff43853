import type { StateDict } from '@cv/layers';
import type { OptimizerState } from '../optimizers/optimizer.ts';
import type { LossScale } from './loss-scale.ts';
import type { EpochReport } from './training-report.ts';

/** What decides the course of a training; a resumed one must agree with it. */
export interface FitPlan {
  readonly kind: string;
  readonly epochs: number;
  readonly lrMax: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly samples: number;
}

/** Where a training stands, and sums over the epoch so far. */
export interface FitProgress {
  readonly epoch: number;
  /** Batches of this epoch that are done. */
  readonly batch: number;
  readonly lossSum: number;
  readonly correct: number;
  readonly seen: number;
  readonly history: readonly EpochReport[];
  /** On a device that multiplies in float16. */
  readonly lossScale?: LossScale;
}

/** A training as plain data: restored into a new learner it goes on as if it had never stopped. */
export interface TrainingState {
  readonly model: StateDict;
  readonly optimizer: OptimizerState;
  /** Missing before the first fit. */
  readonly plan?: FitPlan;
  readonly progress: FitProgress;
}

/** The progress of a training that has not begun. */
export const notBegun: FitProgress = { epoch: 0, batch: 0, lossSum: 0, correct: 0, seen: 0, history: [] };
