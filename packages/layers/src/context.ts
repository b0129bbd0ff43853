import type { Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import type { Module } from './module.ts';

/**
 * Sees the output of every module that runs through {@link Module.forward}: the very tensor that the model goes on with, so that a
 * gradient may be asked for it. It is borrowed: a hook that wants it later clones and keeps it.
 */
export type Capture = (module: Module, output: Tensor) => void;

/** What a forward pass must know beyond its input. */
export interface Context {
  /** `true`: batch norm uses and records batch statistics, dropout drops. */
  readonly training: boolean;
  /** Source of the random masks of dropout; needed when `training` and the model has an active dropout. */
  readonly rng?: Rng;
  /** Called when a module's forward pass begins, outermost first, with its input, borrowed: with {@link capture} it follows the tree. */
  readonly enter?: (module: Module, input: Tensor) => void;
  /** Called with every module's output, innermost first. */
  readonly capture?: Capture;
  /**
   * Called in training with what each auxiliary head of the model gives: a classifier beside the path of the data, whose loss, times
   * `lossWeight`, is to be added to that of the output. Borrowed. Without this hook the heads do not run. See `trainingLoss`.
   */
  readonly auxiliary?: (logits: Tensor, lossWeight: number) => void;
  /**
   * Called with the probabilities of every attention, `[N, heads, T, T]`, row by query: the very tensor that weighs the values, borrowed.
   * Scores and probabilities are computed step by step then; without it they stay inside one fused kernel.
   */
  readonly attention?: (module: Module, probabilities: Tensor) => void;
}

/** The context of a plain prediction: nothing random, nothing recorded. */
export const inference: Context = Object.freeze({ training: false });
