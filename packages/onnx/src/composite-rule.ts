import type { TensorInfo } from '@tensorflow/tfjs-core';

/** What a composite kernel records with. Everything made is disposed, but for the tensor that the composite returns. */
export interface Recorder {
  /** Records a kernel of the table, or tfjs's `Reshape`, and returns its (first) output. */
  call(kernel: string, inputs: readonly TensorInfo[], attributes?: Readonly<Record<string, unknown>>): TensorInfo;
  /** Numbers that change from call to call: an input of the graph, not a constant in it. */
  leaf(values: Float32Array, shape: readonly number[]): TensorInfo;
}

/** A tfjs kernel written as calls of kernels that the table has. */
export interface CompositeRule {
  /** tfjs kernel name, such as `FusedConv2D`; where the table has a row of this name, the composite stands before it. */
  readonly kernel: string;
  /** Records the calls; `inputs` by tfjs's names, without those that were not given. */
  compose(
    record: Recorder,
    inputs: Readonly<Record<string, TensorInfo>>,
    attributes: Readonly<Record<string, unknown>>,
  ): TensorInfo;
}
