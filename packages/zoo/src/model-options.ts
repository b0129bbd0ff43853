import type { Rng } from '@cv/tensor/rng';

/** What every builder takes. */
export interface ModelOptions {
  /** Draws the initial weights; each layer has a stream of its own, split off by its name. */
  rng: Rng;
  /** Length of the logits. */
  classes?: number;
  /** Channels of the input. */
  inChannels?: number;
}
