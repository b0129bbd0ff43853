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

/**
 * Registers a lazy ONNX backend with tfjs-core under `backendName`; `setBackend(backendName)` then uses it.
 *
 * @param backendName name for tfjs
 * @param options the runner that compiles and runs models, and the bound of the cache of compiled graphs
 * @example
 * const { backend, unregister } = registerOnnxBackend('onnxruntime', { runner });
 * await setBackend('onnxruntime');
 */
export function registerOnnxBackend(backendName: string, options: LazyBackendOptions): RegisteredBackend {
  const backend = new LazyBackend(options);
  registerBackend(backendName, () => backend);
  registerKernels(backendName, backend);
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
