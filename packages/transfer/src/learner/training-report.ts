/** What a training step gave. */
export interface StepReport {
  /** Number of the step in the whole training, from 0. */
  readonly step: number;
  readonly totalSteps: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Loss of this batch. */
  readonly loss: number;
  /** Means over the epoch so far. */
  readonly meanLoss: number;
  readonly accuracy: number;
  /** Pictures of this batch. */
  readonly count: number;
}

/** Loss and accuracy over a data set. */
export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
  readonly count: number;
  /** Rows true classes, columns predicted ones. */
  readonly confusion: readonly (readonly number[])[];
}

/** What an epoch gave. */
export interface EpochReport {
  readonly epoch: number;
  /** Mean over the epoch's batches, measured before each update. */
  readonly loss: number;
  readonly accuracy: number;
  readonly valid?: { readonly loss: number; readonly accuracy: number };
}

/** How a training ended. */
export interface FitResult {
  readonly status: 'completed' | 'aborted';
  readonly history: readonly EpochReport[];
}
