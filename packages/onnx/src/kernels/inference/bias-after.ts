import type { LazyValue, Operation } from '../../lazy-value.ts';
import type { Lowering } from '../../lowering.ts';

/** An addition of a weight [C] to a value [..., C]. */
export interface BiasAddition {
  readonly operation: Operation;
  /** Name of the weight. */
  readonly name: string;
}

/** The addition of a weight along the last axis that alone reads `value`: then the operation that makes `value` can add it. */
export function biasAfter(lowering: Lowering, value: LazyValue): BiasAddition | undefined {
  const [operation, ...others] = lowering.consumersOf(value) ?? [];
  if (operation === undefined || others.length > 0 || operation.rule.kernel !== 'Add') return undefined;
  const bias = operation.inputs.find((input) => input !== value);
  const fits = bias?.producer === null && bias.shape.length === 1 && bias.shape[0] === value.shape.at(-1);
  const same = `${operation.output.shape}` === `${value.shape}` && operation.output.dtype === 'float32';
  return fits && same ? { operation, name: lowering.plain(bias) } : undefined;
}
