import { add, dispose, keep, mul, scope, type Tensor } from '@cv/tensor';
import type { Context } from './context.ts';
import type { Module } from './module.ts';

/** Options of {@link trainingLoss}. */
export interface TrainingLossOptions extends Pick<Context, 'rng' | 'capture'> {
  /** Scalar loss of logits; called for the output of the model and for that of each auxiliary head. */
  readonly loss: (logits: Tensor) => Tensor;
}

/** What {@link trainingLoss} gives; both are the caller's to dispose. */
export interface TrainingLoss {
  /** The scalar that training makes smaller. */
  readonly loss: Tensor;
  /** What the model gives, without its auxiliary heads. */
  readonly logits: Tensor;
}

/**
 * A forward pass in training and its loss: that of the output plus, where the model has auxiliary heads, the loss of each times its
 * weight.
 *
 * @param x float32, what the model takes; borrowed.
 * @source Szegedy et al. 2014, section 5, https://arxiv.org/abs/1409.4842: "their loss gets added to the total loss"
 * @example
 * ```ts
 * const { value, grads } = valueAndGrads(
 *   () => trainingLoss(model, images, { rng, loss: (logits) => crossEntropy(logits, labels) }).loss,
 *   model.parameters().map((parameter) => parameter.value),
 * );
 * ```
 */
export function trainingLoss(model: Module, x: Tensor, { loss, ...context }: TrainingLossOptions): TrainingLoss {
  return scope(() => {
    const beside: Tensor[] = []; // kept, since the scopes of the model end before they are added
    try {
      const logits = model.forward(x, {
        ...context,
        training: true,
        auxiliary: (each, lossWeight) => {
          beside.push(keep(mul(loss(each), lossWeight)));
        },
      });
      return { loss: beside.reduce(add, loss(logits)), logits };
    } finally {
      dispose(beside);
    }
  });
}
