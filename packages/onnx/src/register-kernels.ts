import {
  type BackendValues,
  type DataId,
  type DataType,
  getKernelsForBackend,
  type NamedTensorInfoMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';
import type { CompositeRule } from './composite-rule.ts';
import type { KernelRule } from './kernel-rule.ts';
import { compositeTable } from './kernels/composite-table.ts';
import { kernelTable } from './kernels/kernel-table.ts';
import { runComposite } from './run-composite.ts';

type Attributes = Readonly<Record<string, unknown>>;

/** What records kernel calls in place of computing them. */
export interface KernelRecorder {
  /** Records a kernel call and returns its outputs. */
  record(rule: KernelRule, inputs: readonly TensorInfo[], attributes: Attributes): TensorInfo[];
  /** A second handle on the data of `input`, under another shape of the same size. */
  alias(input: TensorInfo, shape: readonly number[]): TensorInfo;
  /** tfjs's own: a tensor from numbers, and letting go of one. */
  write(values: BackendValues, shape: number[], dtype: DataType): DataId;
  disposeData(dataId: DataId): boolean;
}

function orderedInputs(rule: KernelRule, inputs: NamedTensorInfoMap): TensorInfo[] {
  if (rule.inputs === 'variadic') return Object.values(inputs) as TensorInfo[];
  return rule.inputs.map((name) => inputs[name] as TensorInfo);
}

/** Kernels with optional inputs (`name?`) learn from the attribute `given` which ones came. */
function givenInputs(rule: KernelRule, inputs: NamedTensorInfoMap, attributes: Attributes): [TensorInfo[], Attributes] {
  const names = (rule.inputs as readonly string[]).map((name) => name.replace('?', ''));
  const given = names.filter((name) => inputs[name] !== undefined && inputs[name] !== null);
  return [given.map((name) => inputs[name] as TensorInfo), { ...attributes, given }];
}

function registerRule(rule: KernelRule, backendName: string, recorder: KernelRecorder): void {
  const optional = rule.inputs !== 'variadic' && rule.inputs.some((name) => name.endsWith('?'));
  registerKernel({
    kernelName: rule.kernel,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const attributes = (attrs ?? {}) as Attributes;
      const outputs = optional
        ? recorder.record(rule, ...givenInputs(rule, inputs, attributes))
        : recorder.record(rule, orderedInputs(rule, inputs), attributes);
      return rule.list === true || outputs.length > 1 ? outputs : outputs[0]!;
    },
  });
}

function registerComposite(rule: CompositeRule, backendName: string, recorder: KernelRecorder): void {
  registerKernel({
    kernelName: rule.kernel,
    backendName,
    kernelFunc: ({ inputs, attrs }) => runComposite(rule, recorder, inputs, (attrs ?? {}) as Attributes),
  });
}

function registerAliases(backendName: string, recorder: KernelRecorder): void {
  registerKernel({
    kernelName: 'Identity',
    backendName,
    kernelFunc: ({ inputs }) => recorder.alias(inputs.x as TensorInfo, (inputs.x as TensorInfo).shape),
  });
  registerKernel({
    kernelName: 'Reshape',
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const x = inputs.x as TensorInfo;
      const shape = (attrs as unknown as { shape: number[] }).shape;
      return recorder.alias(x, util.inferFromImplicitShape(shape, util.sizeFromShape(x.shape)));
    },
  });
}

/** Makes every kernel of the tables known to tfjs under `backendName`: a call of one is recorded. */
export function registerKernels(backendName: string, recorder: KernelRecorder): void {
  registerAliases(backendName, recorder);
  const composites = new Set(compositeTable.map((rule) => rule.kernel));
  for (const rule of compositeTable) registerComposite(rule, backendName, recorder);
  for (const rule of kernelTable) if (!composites.has(rule.kernel)) registerRule(rule, backendName, recorder);
}

/** Takes back {@link registerKernels}. */
export function unregisterKernels(backendName: string): void {
  for (const { kernelName } of getKernelsForBackend(backendName)) unregisterKernel(kernelName, backendName);
}
