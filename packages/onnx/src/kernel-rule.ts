import type { LazyValue, Operation, OperationAttributes, ValueSpec } from './lazy-value.ts';
import type { Lowering } from './lowering.ts';

/** What a kernel call will give: known before it runs. */
export interface KernelPlan {
  readonly outputs: readonly ValueSpec[];
  /** Normalised parameters: everything that the lowering needs beside the inputs, and nothing else. */
  readonly attributes: OperationAttributes;
}

/** One row of the kernel table: how a tfjs kernel becomes ONNX nodes. */
export interface KernelRule {
  /** tfjs kernel name, such as `Conv2D`. */
  readonly kernel: string;
  /** Names of the kernel's inputs in order; `variadic` takes all that come. */
  readonly inputs: readonly string[] | 'variadic';
  /** The kernel answers with a list of tensors even where there is only one. */
  readonly list?: true;
  /** Output shapes and normalised attributes; throws a typed error for what the rule cannot do. */
  plan(inputs: readonly ValueSpec[], attributes: Readonly<Record<string, unknown>>): KernelPlan;
  /** Leaves a hint for the lowering of an earlier operation of the same graph (such as: also keep the pooling indices). */
  prepare?(operation: Operation, hints: LoweringHints): void;
  /** Emits the nodes and defines every output. */
  lower(lowering: Lowering, operation: Operation): void;
}

/** Requests from later operations to earlier ones, by the earlier one's output. */
export interface LoweringHints {
  /** Outputs of max pools whose window indices are wanted too. */
  readonly poolIndices: Set<LazyValue>;
}
