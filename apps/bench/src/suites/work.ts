import { UnsupportedError } from '@cv/tensor/errors';

/** How a training step updates the weights, in the names of PyTorch's optimisers. */
export type OptimizerRecipe =
  | { readonly name: 'adamW'; readonly learningRate: number; readonly weightDecay: number }
  | { readonly name: 'sgd'; readonly learningRate: number; readonly weightDecay: number; readonly momentum: number };

interface ModelWork {
  /** What the report calls it. */
  readonly id: string;
  /** Key in the catalogue of `@cv/zoo`; the Python side knows the same network by it. */
  readonly model: string;
  readonly batch: number;
  /** Height, width and channels of a picture. */
  readonly input: readonly [height: number, width: number, channels: number];
  readonly classes: number;
}

/** Forward, loss, backward and update on one batch that is uploaded anew each time. */
export interface TrainingWork extends ModelWork {
  readonly task: 'training';
  readonly optimizer: OptimizerRecipe;
}

/** Logits of one batch that is uploaded anew each time. */
export interface InferenceWork extends ModelWork {
  readonly task: 'inference';
}

/** The work of a network. */
export type NetworkWork = TrainingWork | InferenceWork;

/** Curves and areas of the scores of two classes, float32, again and again. */
export interface EvaluationWork {
  readonly task: 'evaluation';
  /** What the report calls it. */
  readonly id: string;
  /** Everything from one ROC curve with its area to average precision, or the ROC area alone. */
  readonly measures: 'curve-and-areas' | 'roc-auc';
  readonly samples: number;
}

/** One operation on one picture, again and again. */
export interface ImageWork {
  readonly task: 'image';
  /** What the report calls it. */
  readonly id: string;
  /** Key in the tables of `src/images` and of `python/images.py`. */
  readonly operation: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a contestant does over and over: plain data that travels to its process. */
export type Work = NetworkWork | EvaluationWork | ImageWork;

/** @throws UnsupportedError when the work has no network */
export function requireNetwork(work: Work): NetworkWork {
  if (work.task === 'evaluation' || work.task === 'image') {
    throw new UnsupportedError(`there is no network in '${work.id}'`);
  }
  return work;
}
