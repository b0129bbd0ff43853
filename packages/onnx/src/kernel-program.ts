import type { Program } from './extract-program.ts';
import type { LazyValue, Operation, ValueSpec } from './lazy-value.ts';

/** A call of a tfjs kernel; values are numbers, in the order in which they come into being. */
export interface KernelCall {
  readonly kernel: string;
  /** tfjs's name of each input; null for kernels that take a list. */
  readonly names: readonly string[] | null;
  readonly inputs: readonly number[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly outputs: readonly number[];
}

/** A program as the calls that were recorded: plain data, for a runner that repeats them on another tfjs backend. */
export interface KernelProgram {
  /** Values that come from outside. */
  readonly leaves: readonly (ValueSpec & { readonly value: number })[];
  readonly calls: readonly KernelCall[];
  /** Values that are wanted. */
  readonly roots: readonly number[];
}

function inputNames({ rule, call }: Operation): readonly string[] | null {
  if (rule.inputs === 'variadic') return null;
  const given = call.given as readonly string[] | undefined;
  return given ?? rule.inputs;
}

/** The kernel calls of a program. */
export function kernelProgram({ leaves, operations, roots }: Program): KernelProgram {
  const slot = ({ slot }: LazyValue): number => slot;
  return {
    leaves: leaves.map(({ shape, dtype, slot: value }) => ({ shape, dtype, value })),
    calls: operations.map((operation) => {
      const { given: _, ...attributes } = operation.call;
      return {
        kernel: operation.rule.kernel,
        names: inputNames(operation),
        inputs: operation.inputs.map(slot),
        attributes,
        outputs: operation.outputs.map(slot),
      };
    }),
    roots: roots.map(slot),
  };
}
