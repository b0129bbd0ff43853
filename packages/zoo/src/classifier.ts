import { type Context, inference, Module } from '@cv/layers';
import { scope, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';

/** A named part of a model; its modules run one after the other. */
export interface Stage {
  /** `stem`, `stage1`, `stage2`, ... and last `head`. */
  readonly name: string;
  readonly modules: readonly Module[];
}

/**
 * The verbs that every model of the zoo answers: `forward(x)` is `head(features(x))`.
 *
 * The head is what depends on the classes (with the pooling right before it); everything else is features.
 */
export abstract class Classifier extends Module {
  /** All stages in the order of the data; the last is `head`. Asked for anew after {@link resetHead}. */
  abstract get stages(): readonly Stage[];

  /** Number of classes: the length of the logits. */
  abstract get classes(): number;

  /**
   * Replaces the last layer by a freshly initialised one and disposes the old one.
   * @throws OptionError when `classes` is not a whole number above 0.
   */
  abstract resetHead(classes: number, options: { rng: Rng }): void;

  /**
   * Runs every stage but the head.
   * @param x float32 `[N, H, W, C]`, preprocessed.
   * @returns what {@link head} takes.
   */
  features(x: Tensor, context: Context = inference): Tensor {
    return runStages(this.stages.slice(0, -1), x, context);
  }

  /**
   * Runs the head on what {@link features} gives.
   * @returns float32 logits `[N, classes]`.
   */
  head(f: Tensor, context: Context = inference): Tensor {
    return runStages(this.stages.slice(-1), f, context);
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    return this.head(this.features(x, context), context);
  }
}

function runStages(stages: readonly Stage[], x: Tensor, context: Context): Tensor {
  const modules = stages.flatMap((stage) => stage.modules);
  return scope(() => modules.reduce((input, module) => module.forward(input, context), x));
}
