/** Samples side by side, ready for a tensor. */
export interface Batch {
  /** `[N, H, W, C]`, normalised. */
  readonly images: Float32Array;
  readonly shape: readonly [n: number, height: number, width: number, channels: number];
  /** `[N]` */
  readonly labels: Int32Array;
  /** Which samples of the data set these are. */
  readonly indices: Uint32Array;
}

/**
 * Anything that hands out the batches of an epoch, like `Loader`: what a learner needs to train and to evaluate.
 * The same epoch must be the same sequence every time, or a training that was interrupted goes on differently.
 */
export interface BatchSource {
  /** Batches per epoch. */
  readonly batches: number;
  /** Class names in label order. */
  readonly classes: readonly string[];
  /**
   * The batches of one epoch.
   * @param epoch number of the epoch, from 0; decides order and augmentation
   * @param options.skip batches to leave out at the beginning, for going on in the middle
   */
  epoch(epoch: number, options?: { readonly skip?: number }): AsyncIterable<Batch>;
}
