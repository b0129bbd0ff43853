import type { Parameter, StateDict } from '@cv/layers';
import type { Tensor } from '@cv/tensor';

/** Parameters with their names, as `module.namedParameters()` gives them. */
export type NamedParameters = readonly (readonly [string, Parameter])[];

/** What an optimiser has gathered, as plain data. Tensors lie as on the device, not in PyTorch's layout. */
export interface OptimizerState {
  readonly name: string;
  /** Updates so far. */
  readonly count: number;
  readonly tensors: StateDict;
}

/** Changes parameters along their gradients. */
export interface Optimizer {
  readonly name: string;
  /** The parameters it changes: those that were trainable when it was made. */
  readonly parameters: NamedParameters;
  /**
   * One update; on a lazy backend it joins the graph of the backward pass.
   *
   * @param gradients one for each of {@link parameters}, in order; borrowed
   * @param learningRate a number that may change from step to step without a new graph
   */
  step(gradients: readonly Tensor[], learningRate: number): void;
  state(): Promise<OptimizerState>;
  /** @throws WeightsError when the state belongs to another optimiser or other parameters; nothing changes then */
  restore(state: OptimizerState): void;
  dispose(): void;
}

/** Makes an optimiser for the trainable ones of `parameters`. */
export type OptimizerFactory = (parameters: NamedParameters) => Optimizer;
