import { UnsupportedError } from '@cv/tensor/errors';
import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { CompositeRule, Recorder } from './composite-rule.ts';
import { kernelTable } from './kernels/kernel-table.ts';
import type { KernelRecorder } from './register-kernels.ts';

const rules = new Map(kernelTable.map((rule) => [rule.kernel, rule]));

function recordCall(
  backend: KernelRecorder,
  [kernel, inputs, attributes = {}]: Parameters<Recorder['call']>,
): TensorInfo {
  if (kernel === 'Reshape') return backend.alias(inputs[0]!, attributes.shape as number[]);
  const rule = rules.get(kernel);
  if (rule === undefined) throw new UnsupportedError(`${kernel}: no row of the kernel table`, { kernel });
  const [first, ...others] = backend.record(rule, inputs, attributes);
  for (const { dataId } of others) backend.disposeData(dataId);
  return first!;
}

/** Records the calls of a composite kernel and lets go of all results but the one it returns. */
export function runComposite(
  rule: CompositeRule,
  backend: KernelRecorder,
  inputs: NamedTensorInfoMap,
  attributes: Readonly<Record<string, unknown>>,
): TensorInfo {
  const given = Object.fromEntries(
    Object.entries(inputs).filter(([, input]) => input !== undefined && input !== null),
  ) as Record<string, TensorInfo>;
  const made: TensorInfo[] = [];
  const keep = (output: TensorInfo): TensorInfo => {
    made.push(output);
    return output;
  };
  const record: Recorder = {
    call: (...parameters) => keep(recordCall(backend, parameters)),
    leaf: (values, shape) =>
      keep({ dataId: backend.write(values, [...shape], 'float32'), shape: [...shape], dtype: 'float32' }),
  };
  let result: TensorInfo | undefined;
  try {
    result = rule.compose(record, given, attributes);
    // A composite that had nothing to do hands back its input.
    return made.includes(result) ? result : backend.alias(result, result.shape);
  } finally {
    for (const output of made) if (output !== result) backend.disposeData(output.dataId);
  }
}
