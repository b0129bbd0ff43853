import type { ArrayDataset } from '@cv/data';

/** Digits to train on. */
export interface TrainingData {
  /** What the page calls it: `MNIST, 10,000 pictures`. */
  readonly title: string;
  readonly train: ArrayDataset;
  /** Measured on after every epoch, where there are some. */
  readonly test?: ArrayDataset;
}

/** What a training is told. */
export interface TrainingRequest {
  readonly data: TrainingData;
  readonly epochs: number;
  /** Highest learning rate of the one-cycle schedule. */
  readonly lrMax: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly onStep: (report: TrainingStepView) => void;
  readonly onEpoch: (report: TrainingEpochView) => void;
  /** The GPU was lost and is open again: the training repeats from this step. */
  readonly onRepeat: (step: number) => void;
}

/** How a training stands after a step. */
export interface TrainingStepView {
  readonly step: number;
  readonly totalSteps: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly loss: number;
  /** Share of the pictures of the epoch so far that were right before they were learned from. */
  readonly accuracy: number;
}

/** What an epoch gave. */
export interface TrainingEpochView {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  /** On the test pictures. */
  readonly testAccuracy?: number;
}

/** How a training ended, or was interrupted. */
export type TrainingEnd = 'completed' | 'paused' | 'stopped';
