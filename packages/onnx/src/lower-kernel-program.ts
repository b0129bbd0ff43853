import { UnsupportedError } from '@cv/tensor/errors';
import type { KernelCall, KernelProgram } from './kernel-program.ts';
import type { KernelRule } from './kernel-rule.ts';
import { kernelTable } from './kernels/kernel-table.ts';
import { reshapeRule } from './kernels/reshape.ts';
import { LazyValue, Operation } from './lazy-value.ts';
import { type LoweredProgram, lowerProgram } from './lower-program.ts';
import type { LoweringOptions } from './lowering.ts';

const rules: ReadonlyMap<string, KernelRule> = new Map(
  [...kernelTable, reshapeRule].map((rule) => [rule.kernel, rule] as const),
);

/** The call as it was recorded. */
function operationOf(
  { kernel, names, inputs, attributes }: KernelCall,
  values: ReadonlyMap<number, LazyValue>,
): Operation {
  const rule = rules.get(kernel);
  if (rule === undefined) throw new UnsupportedError(`${kernel}: no row of the kernel table`, { kernel });
  const given = inputs.map((value) => values.get(value)!);
  // Rules with optional inputs learn from `given` which ones came.
  const optional = rule.inputs !== 'variadic' && rule.inputs.some((name) => name.endsWith('?'));
  return new Operation(rule, rule.plan(given, optional ? { ...attributes, given: names } : attributes), given);
}

/** Turns kernel calls into an ONNX graph, as `lowerProgram` does it where they were recorded: for a thread that only got the calls. */
export function lowerKernelProgram(
  { leaves, calls, roots }: KernelProgram,
  options: LoweringOptions = {},
): LoweredProgram {
  const values = new Map(leaves.map(({ value, ...spec }) => [value, new LazyValue(spec, null, null)] as const));
  const operations = calls.map((call) => {
    const operation = operationOf(call, values);
    for (const [i, value] of call.outputs.entries()) values.set(value, operation.outputs[i]!);
    return operation;
  });
  const program = {
    operations,
    leaves: leaves.map(({ value }) => values.get(value)!),
    roots: roots.map((value) => values.get(value)!),
    key: '',
  };
  return lowerProgram(program, options);
}
