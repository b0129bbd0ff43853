import type { TensorInfo } from '@tensorflow/tfjs-core';

/** Records a kernel of the table, or tfjs's `Reshape`, and returns its (first) output; it is disposed unless the composite returns it. */
export type KernelCall = (
  kernel: string,
  inputs: readonly TensorInfo[],
  attributes?: Readonly<Record<string, unknown>>,
) => TensorInfo;

/** A tfjs kernel written as calls of kernels that the table has. */
export interface CompositeRule {
  /** tfjs kernel name, such as `FusedConv2D`; where the table has a row of this name, the composite stands before it. */
  readonly kernel: string;
  /** Records the calls; `inputs` by tfjs's names, without those that were not given. */
  compose(
    call: KernelCall,
    inputs: Readonly<Record<string, TensorInfo>>,
    attributes: Readonly<Record<string, unknown>>,
  ): TensorInfo;
}
