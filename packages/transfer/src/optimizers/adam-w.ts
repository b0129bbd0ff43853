import { adamWUpdate, scope, type Tensor, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { MomentStore } from './moment-store.ts';
import type { NamedParameters, Optimizer, OptimizerFactory, OptimizerState } from './optimizer.ts';

/** Options of {@link adamW}. */
export interface AdamWOptions {
  readonly betas?: readonly [number, number];
  readonly eps?: number;
  readonly weightDecay?: number;
  /** `matrices`: only weights of rank 2 and more decay, not biases and norms; `all`: everything, as PyTorch does by default. */
  readonly decay?: 'matrices' | 'all';
}

/**
 * Adam with decoupled weight decay.
 *
 * @returns makes the optimiser for a model's parameters
 * @throws OptionError when a number is out of range
 * @source Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101; torch.optim.AdamW. Deviation: biases and norms do not decay
 * unless `decay` is `all`.
 * @example
 * ```ts
 * const optimizer = adamW({ weightDecay: 0.05 })(model.namedParameters());
 * ```
 */
export function adamW({
  betas = [0.9, 0.999],
  eps = 1e-8,
  weightDecay = 0.01,
  decay = 'matrices',
}: AdamWOptions = {}): OptimizerFactory {
  if (!(betas.every((beta) => beta >= 0 && beta < 1) && eps > 0 && weightDecay >= 0)) {
    throw new OptionError(
      `adamW: expected betas in [0, 1), eps > 0 and weightDecay >= 0, received [${betas.join(', ')}], ${eps}, ${weightDecay}`,
    );
  }
  return (parameters) => new AdamW(parameters, { betas, eps, weightDecay, decay });
}

class AdamW implements Optimizer {
  readonly name = 'adamW';
  readonly parameters: NamedParameters;
  readonly #options: Required<AdamWOptions>;
  readonly #moments: MomentStore;
  #count = 0;

  constructor(parameters: NamedParameters, options: Required<AdamWOptions>) {
    this.parameters = parameters.filter(([, parameter]) => parameter.trainable);
    this.#options = options;
    this.#moments = new MomentStore(this.name, ['m', 'v'], this.parameters);
  }

  step(gradients: readonly Tensor[], learningRate: number): void {
    const [beta1, beta2] = this.#options.betas;
    this.#count++;
    scope(() => {
      const schedule = tensor(Float32Array.of(learningRate, 1 - beta1 ** this.#count, 1 - beta2 ** this.#count));
      this.parameters.forEach(([name, parameter], i) => {
        const [m, v] = [this.#moments.of('m', name), this.#moments.of('v', name)];
        const decays = this.#options.decay === 'all' || parameter.value.shape.length > 1;
        const next = adamWUpdate(
          { parameter: parameter.value, gradient: gradients[i]!, m: m.value, v: v.value, schedule },
          { beta1, beta2, epsilon: this.#options.eps, weightDecay: decays ? this.#options.weightDecay : 0 },
        );
        parameter.assign(next.parameter);
        m.assign(next.m);
        v.assign(next.v);
      });
    });
  }

  state(): Promise<OptimizerState> {
    return this.#moments.state(this.#count);
  }

  restore(state: OptimizerState): void {
    this.#moments.restore(state);
    this.#count = state.count;
  }

  dispose(): void {
    this.#moments.dispose();
  }
}
