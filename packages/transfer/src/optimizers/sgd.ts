import { scope, sgdUpdate, type Tensor, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { MomentStore } from './moment-store.ts';
import type { NamedParameters, Optimizer, OptimizerFactory, OptimizerState } from './optimizer.ts';

/** Options of {@link sgd}. */
export interface SgdOptions {
  readonly momentum?: number;
  readonly weightDecay?: number;
  readonly nesterov?: boolean;
  /** As in {@link adamW}. */
  readonly decay?: 'matrices' | 'all';
}

/**
 * Stochastic gradient descent with momentum: v = momentum v + g; p = p - lr v (Nesterov: p - lr (g + momentum v)).
 *
 * @returns makes the optimiser for a model's parameters
 * @throws OptionError when a number is out of range, or nesterov without momentum
 * @source torch.optim.SGD (dampening 0). Deviation: biases and norms do not decay unless `decay` is `all`.
 * @example
 * ```ts
 * const optimizer = sgd({ momentum: 0.9, weightDecay: 1e-4 })(model.namedParameters());
 * ```
 */
export function sgd({
  momentum = 0,
  weightDecay = 0,
  nesterov = false,
  decay = 'matrices',
}: SgdOptions = {}): OptimizerFactory {
  if (!(momentum >= 0 && momentum < 1 && weightDecay >= 0)) {
    throw new OptionError(
      `sgd: expected momentum in [0, 1) and weightDecay >= 0, received ${momentum}, ${weightDecay}`,
    );
  }
  if (nesterov && momentum === 0) throw new OptionError('sgd: nesterov needs momentum above 0');
  return (parameters) => new Sgd(parameters, { momentum, weightDecay, nesterov, decay });
}

class Sgd implements Optimizer {
  readonly name = 'sgd';
  readonly parameters: NamedParameters;
  readonly #options: Required<SgdOptions>;
  readonly #moments: MomentStore;
  #count = 0;

  constructor(parameters: NamedParameters, options: Required<SgdOptions>) {
    this.parameters = parameters.filter(([, parameter]) => parameter.trainable);
    this.#options = options;
    this.#moments = new MomentStore(this.name, ['velocity'], this.parameters);
  }

  step(gradients: readonly Tensor[], learningRate: number): void {
    const { momentum, nesterov, weightDecay, decay } = this.#options;
    this.#count++;
    scope(() => {
      const schedule = tensor(Float32Array.of(learningRate));
      this.parameters.forEach(([name, parameter], i) => {
        const velocity = this.#moments.of('velocity', name);
        const decays = decay === 'all' || parameter.value.shape.length > 1;
        const next = sgdUpdate(
          { parameter: parameter.value, gradient: gradients[i]!, velocity: velocity.value, schedule },
          { momentum, nesterov, weightDecay: decays ? weightDecay : 0 },
        );
        parameter.assign(next.parameter);
        velocity.assign(next.velocity);
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
