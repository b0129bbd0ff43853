import { type Context, inference, Module } from '@cv/layers';
import { scope, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';

/** A named part of a model; its modules run one after the other. */
export interface Stage {
  /** `stem`, `stage1`, `stage2`, ... and last `head`. */
  readonly name: string;
  readonly modules: readonly Module[];
}

/** A classifier beside the path of the data that only training uses: its loss carries gradients to the stages before it. */
export interface AuxiliaryHead {
  /** Its name as a child of the model. */
  readonly name: string;
  /** Gives logits `[N, classes]`. */
  readonly module: Module;
  /** The module of a stage whose output it takes. */
  readonly after: Module;
  /** What its loss is multiplied by before it is added to that of the model. */
  readonly lossWeight: number;
}

/**
 * The verbs that every model of the zoo answers: `forward(x)` is `head(features(x))`.
 *
 * The head is what depends on the classes (with the pooling right before it); everything else is features.
 */
export abstract class Classifier extends Module {
  /** All stages in the order of the data; the last is `head`. Asked for anew after {@link resetHead}. */
  abstract get stages(): readonly Stage[];

  /**
   * Heads beside the stages, for training only: they run when the context has `auxiliary`, as that of `trainingLoss` and of a learner.
   * Asked for anew after {@link resetHead}.
   */
  get auxiliaryHeads(): readonly AuxiliaryHead[] {
    return [];
  }

  /** Number of classes: the length of the logits. */
  abstract get classes(): number;

  /**
   * Replaces the last layer, and that of each auxiliary head, by a freshly initialised one and disposes the old one.
   * @throws OptionError when `classes` is not a whole number above 0.
   */
  abstract resetHead(classes: number, options: { rng: Rng }): void;

  /**
   * Runs every stage but the head.
   * @param x float32 `[N, H, W, C]`, preprocessed.
   * @returns what {@link head} takes.
   */
  features(x: Tensor, context: Context = inference): Tensor {
    return this.#run(this.stages.slice(0, -1), x, context);
  }

  /**
   * Runs the head on what {@link features} gives.
   * @returns float32 logits `[N, classes]`.
   */
  head(f: Tensor, context: Context = inference): Tensor {
    return this.#run(this.stages.slice(-1), f, context);
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    return this.head(this.features(x, context), context);
  }

  #run(stages: readonly Stage[], x: Tensor, context: Context): Tensor {
    const modules = stages.flatMap((stage) => stage.modules);
    const heads = context.training && context.auxiliary !== undefined ? this.auxiliaryHeads : [];
    return scope(() =>
      modules.reduce((input, module) => {
        const output = module.forward(input, context);
        for (const { module: head, after, lossWeight } of heads) {
          if (after === module) context.auxiliary?.(head.forward(output, context), lossWeight);
        }
        return output;
      }, x),
    );
  }
}
