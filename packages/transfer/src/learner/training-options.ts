import type { Augmentation, ImageDataset, Normalization } from '@cv/data';
import type { Tensor } from '@cv/tensor';
import type { OptimizerFactory } from '../optimizers/optimizer.ts';

/** Scalar loss of logits `[N, K]` and labels int32 `[N]`. */
export type Loss = (logits: Tensor, labels: Tensor) => Tensor;

/** Options of {@link Learner}. */
export interface LearnerOptions {
  readonly train: ImageDataset;
  /** Evaluated after every epoch when given. */
  readonly valid?: ImageDataset;
  readonly batchSize?: number;
  /** Decides order, augmentation and dropout; not the model's weights, which exist already. */
  readonly seed?: number;
  readonly normalize?: Normalization;
  /** For training only. */
  readonly augment?: Augmentation;
  readonly optimizer?: OptimizerFactory;
  readonly loss?: Loss;
}
