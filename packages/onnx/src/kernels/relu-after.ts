import type { LazyValue, Operation } from '../lazy-value.ts';
import type { Lowering } from '../lowering.ts';

/**
 * The relu that alone reads `value`, beside the steps of its own gradient: then the operation that makes `value` can give the relu's
 * result at once, and `value` itself need not exist.
 */
export function reluAfter(lowering: Lowering, value: LazyValue): Operation | undefined {
  const consumers = lowering.consumersOf(value);
  const relu = consumers?.find(({ rule }) => rule.kernel === 'Relu');
  if (relu === undefined || relu.output.dtype !== 'float32') return undefined;
  const rest = consumers!.filter((consumer) => consumer !== relu);
  // The gradient of a relu reads what the relu read, but its result has the same sign.
  const onlySigns = rest.every(({ rule, attributes }) => rule.kernel === 'Step' && attributes.alpha === 0);
  return onlySigns ? relu : undefined;
}

/** The relu's result where there is one, which has the same sign as `value` and is kept for other reasons anyway. */
export function sameSignAs(lowering: Lowering, value: LazyValue): LazyValue {
  const relu = lowering.consumersOf(value)?.find(({ rule }) => rule.kernel === 'Relu');
  // A step may be recorded before the relu, whose result then does not exist yet.
  return relu !== undefined && lowering.isDefined(relu.output) && relu.output.dtype === 'float32' ? relu.output : value;
}
