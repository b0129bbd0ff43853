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

/** What a contestant does over and over: plain data that travels to its process. */
export type Work = TrainingWork | InferenceWork;
