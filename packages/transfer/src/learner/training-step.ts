import type { Batch } from '@cv/data';
import { crossEntropy, type Module } from '@cv/layers';
import {
  argMax,
  cast,
  dispose,
  equal,
  keep,
  read,
  scope,
  stack,
  sum,
  type Tensor,
  tensor,
  valueAndGrads,
} from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Loss } from './training-options.ts';

/** Options of {@link trainingStep}. */
export interface TrainingStepOptions {
  /** Gives logits `[N, K]`. */
  readonly model: Module;
  /** Made for the parameters of `model`. */
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  /** For dropout and the like; split one off for each step. */
  readonly rng: Rng;
  readonly loss?: Loss;
}

/** What {@link trainingStep} gives, measured before the update. */
export interface TrainingStepResult {
  /** Mean loss of the batch; may be no finite number. */
  readonly loss: number;
  /** Pictures of the batch whose largest logit is that of their label. */
  readonly correct: number;
}

/**
 * One step of training: forward, loss, backward and update, recorded as one graph and read once. It is the step of `Learner`, for
 * whoever writes the loop.
 *
 * @param batch `images` float32 `[N, H, W, C]`, normalised, and `labels` int32 `[N]`; uploaded anew
 * @throws UnsupportedError when the device lacks a kernel to train with
 * @example
 * ```ts
 * const optimizer = adamW()(model.namedParameters());
 * const { loss } = await trainingStep(batch, { model, optimizer, learningRate: 1e-3, rng: new Rng(0).split(step) });
 * ```
 */
export async function trainingStep(
  { images, shape, labels }: Pick<Batch, 'images' | 'shape' | 'labels'>,
  { model, optimizer, learningRate, rng, loss = crossEntropy }: TrainingStepOptions,
): Promise<TrainingStepResult> {
  const report = scope(() => {
    const [x, targets] = [tensor(images, shape), tensor(labels)];
    const parameters = optimizer.parameters.map(([, parameter]) => parameter.value);
    let correct: Tensor | undefined;
    const { value, grads } = valueAndGrads(() => {
      const logits = model.forward(x, { training: true, rng });
      correct = keep(sum(cast(equal(argMax(logits, { axis: 1 }), targets), 'float32')));
      return loss(logits, targets);
    }, parameters);
    optimizer.step(grads, learningRate);
    const both = stack([value, correct!]);
    dispose(correct!);
    return both;
  });
  const [value, correct] = (await read(report)) as Float32Array;
  dispose(report);
  return { loss: value!, correct: correct! };
}
