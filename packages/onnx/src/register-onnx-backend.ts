import { findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { LazyBackend } from './lazy-backend.ts';
import type { LazyBackendOptions } from './lazy-backend-options.ts';
import { registerKernels, unregisterKernels } from './register-kernels.ts';

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
  registerKernels(backendName, backend, without);
  return {
    backend,
    unregister: async () => {
      await backend.release();
      // Whoever disposed a device made over this backend has taken it out already.
      if (findBackendFactory(backendName) !== null) removeBackend(backendName);
      unregisterKernels(backendName);
    },
  };
}
