import type { Batch } from '@cv/data';
import { crossEntropy, type Module, trainingLoss } from '@cv/layers';
import {
  argMax,
  cast,
  dispose,
  equal,
  keep,
  mul,
  read,
  scope,
  slice,
  squeeze,
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
  /**
   * The loss is multiplied by it before the backward pass and the gradients divided by it; where they overflow, nothing is updated. For
   * devices that multiply in float16.
   */
  readonly lossScale?: number;
}

/** What {@link trainingStep} gives, measured before the update. */
export interface TrainingStepResult {
  /** Mean loss of the batch, with those of auxiliary heads; may be no finite number. */
  readonly loss: number;
  /** Pictures of the batch whose largest logit is that of their label. */
  readonly correct: number;
  /** Whether a gradient was not finite, so that nothing was updated; only looked for with a `lossScale`. */
  readonly overflow: boolean;
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
  { model, optimizer, learningRate, rng, loss = crossEntropy, lossScale }: TrainingStepOptions,
): Promise<TrainingStepResult> {
  // What outlives the scope, also when the device fails in the middle.
  let held: Tensor[] = [];
  let hits: Tensor | undefined;
  let report: Tensor | undefined;
  try {
    report = scope(() => {
      const [x, targets] = [tensor(images, shape), tensor(labels)];
      const parameters = optimizer.parameters.map(([, parameter]) => parameter.value);
      // Numbers that change from step to step are data: as constants they would make a new graph.
      const scale = lossScale === undefined ? undefined : tensor(Float32Array.of(lossScale, 1 / lossScale));
      const times = (t: Tensor, index: 0 | 1): Tensor =>
        scale === undefined ? t : mul(t, squeeze(slice(scale, { begin: [index], size: [1] })));
      const { value, grads } = valueAndGrads(() => {
        const { loss: total, logits } = trainingLoss(model, x, { rng, loss: (each) => loss(each, targets) });
        hits = keep(sum(cast(equal(argMax(logits, { axis: 1 }), targets), 'float32')));
        return times(total, 0);
      }, parameters);
      const slopes = grads.map((slope) => times(slope, 1));
      if (scale === undefined) optimizer.step(slopes, learningRate);
      else held = slopes.map((slope) => keep(slope));
      // 0 for finite gradients, NaN for all others.
      const nothing = scale === undefined ? [] : slopes.map((slope) => sum(mul(slope, 0)));
      return stack([times(value, 1), hits!, ...nothing]);
    });
    dispose(hits!);
    hits = undefined;
    const [value, correct, ...nothing] = (await read(report)) as Float32Array;
    const overflow = nothing.some(Number.isNaN);
    // On a lazy backend the update joins the graph of the next step.
    if (held.length > 0 && !overflow) optimizer.step(held, learningRate);
    return { loss: value!, correct: correct!, overflow };
  } finally {
    dispose([report, hits, ...held].filter((left) => left !== undefined));
  }
}
