import {
  findBackendFactory,
  getKernelsForBackend,
  type NamedTensorInfoMap,
  registerBackend,
  registerKernel,
  removeBackend,
  type TensorInfo,
  unregisterKernel,
  util,
} from '@tensorflow/tfjs-core';
import type { KernelRule } from './kernel-rule.ts';
import { kernelTable } from './kernels/kernel-table.ts';
import { LazyBackend, type LazyBackendOptions } from './lazy-backend.ts';

/** A registered lazy backend and how to take it out again. */
export interface RegisteredBackend {
  readonly backend: LazyBackend;
  /** Disposes the backend's data, releases its compiled graphs and removes backend and kernels from tfjs. */
  readonly unregister: () => Promise<void>;
}

/** Options of {@link registerOnnxBackend}. */
export interface RegisterOptions extends LazyBackendOptions {
  /** Kernels to leave out, such as those that the runtime gets wrong; `@cv/tensor` composes what training needs of them. */
  readonly without?: readonly string[];
}

type Attributes = Readonly<Record<string, unknown>>;

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

function registerRule(rule: KernelRule, backendName: string, backend: LazyBackend): void {
  const optional = rule.inputs !== 'variadic' && rule.inputs.some((name) => name.endsWith('?'));
  registerKernel({
    kernelName: rule.kernel,
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const attributes = (attrs ?? {}) as Attributes;
      const outputs = optional
        ? backend.record(rule, ...givenInputs(rule, inputs, attributes))
        : backend.record(rule, orderedInputs(rule, inputs), attributes);
      return outputs.length === 1 ? outputs[0]! : outputs;
    },
  });
}

function registerAliases(backendName: string, backend: LazyBackend): void {
  registerKernel({
    kernelName: 'Identity',
    backendName,
    kernelFunc: ({ inputs }) => backend.alias(inputs.x as TensorInfo, (inputs.x as TensorInfo).shape),
  });
  registerKernel({
    kernelName: 'Reshape',
    backendName,
    kernelFunc: ({ inputs, attrs }) => {
      const x = inputs.x as TensorInfo;
      const shape = (attrs as unknown as { shape: number[] }).shape;
      return backend.alias(x, util.inferFromImplicitShape(shape, util.sizeFromShape(x.shape)));
    },
  });
}

/**
 * Registers a lazy ONNX backend with tfjs-core under `backendName`; `setBackend(backendName)` then uses it.
 *
 * @param backendName name for tfjs
 * @param options the runner that compiles and runs models, the bound of the cache of compiled graphs, kernels to leave out
 * @example
 * const { backend, unregister } = registerOnnxBackend('onnxruntime', { runner });
 * await setBackend('onnxruntime');
 */
export function registerOnnxBackend(
  backendName: string,
  { without = [], ...options }: RegisterOptions,
): RegisteredBackend {
  const backend = new LazyBackend(options);
  registerBackend(backendName, () => backend);
  registerAliases(backendName, backend);
  for (const rule of kernelTable) if (!without.includes(rule.kernel)) registerRule(rule, backendName, backend);
  return {
    backend,
    unregister: async () => {
      await backend.release();
      // Whoever disposed a device made over this backend has taken it out already.
      if (findBackendFactory(backendName) !== null) removeBackend(backendName);
      for (const { kernelName } of getKernelsForBackend(backendName)) unregisterKernel(kernelName, backendName);
    },
  };
}
