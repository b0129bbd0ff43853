import { ShapeError } from '@cv/tensor/errors';
import type { RunnerTensor } from './graph-runner.ts';
import type { LazyValue, Operation } from './lazy-value.ts';
import { sameShape } from './same-shape.ts';
import { shapeText } from './shape-text.ts';

/** Marks the operation as done if each of its outputs has data or is wanted by nobody; its inputs then have one use less. */
function finish(operation: Operation): readonly LazyValue[] {
  if (operation.done || operation.outputs.some((output) => output.producer !== null && !output.unused)) return [];
  operation.done = true;
  for (const input of operation.inputs) input.uses--;
  return operation.inputs;
}

/**
 * Lets go of values that nobody will ask for: frees their data, or drops the operation that would have made them, and so on towards the
 * leaves of the graph.
 *
 * @param values may be in use; those are left alone
 */
export function releaseUnused(values: readonly LazyValue[]): void {
  // A stack of its own: a program may chain more operations than calls can nest.
  const candidates = [...values];
  for (let value = candidates.pop(); value !== undefined; value = candidates.pop()) {
    if (!value.unused) continue;
    value.tensor?.release?.();
    if (value.producer !== null) candidates.push(...finish(value.producer));
  }
}

/** Stores the computed data of a value and lets go of the graph behind it; of another shape than planned it would be wrong numbers. */
export function resolveValue(value: LazyValue, tensor: RunnerTensor): void {
  const { producer, shape } = value;
  if (!sameShape(tensor.dims, shape)) {
    const kernel = producer?.rule.kernel;
    const message = `${kernel}: the runtime gave ${shapeText(tensor.dims)} where ${shapeText(shape)} was planned; a row of the kernel table is wrong`;
    throw new ShapeError(message, { kernel, expected: shape, received: tensor.dims });
  }
  value.tensor = tensor;
  value.producer = null;
  releaseUnused([value, ...(producer === null ? [] : finish(producer))]);
}
