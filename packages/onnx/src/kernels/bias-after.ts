import type { LazyValue, Operation } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

/** An addition of one number for each channel that can be part of the operation before it. */
export interface BiasAfter {
  /** Name of the numbers, [C]. */
  readonly bias: string;
  readonly operation: Operation;
  /** Takes the place of the operation's own output. */
  readonly output: LazyValue;
}

/** The addition of a vector along the last axis that alone reads `value`, when the vector is known by then. */
export function biasAfter(lowering: Lowering, value: LazyValue): BiasAfter | undefined {
  const consumers = lowering.consumersOf(value);
  const add = consumers?.length === 1 ? consumers[0]! : undefined;
  if (add === undefined || add.rule.kernel !== 'Add' || value.dtype !== 'float32') return undefined;
  const bias = otherInput(add, value);
  const channels = value.shape.at(-1);
  if (bias === undefined || bias.shape.length !== 1 || bias.shape[0] !== channels || !lowering.isDefined(bias)) {
    return undefined;
  }
  return { bias: lowering.plain(bias), operation: add, output: add.output };
}

function otherInput({ inputs }: Operation, value: LazyValue): LazyValue | undefined {
  const [a, b] = inputs;
  if (a === value && b !== value) return b;
  return b === value && a !== value ? a : undefined;
}
