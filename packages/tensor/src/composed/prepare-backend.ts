import { engine, getKernel, type KernelBackend, type KernelConfig, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { CV_KERNELS } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { tidy } from '../tfjs/tidy.ts';
import { COMPOSED_KERNELS } from './composed-kernels.ts';

const prepared = new WeakSet<KernelBackend>();
const composed = new WeakSet<KernelConfig['kernelFunc']>();

/** Gives the active backend a composed kernel for each of our named kernels that it does not implement itself. */
export function prepareBackend(): void {
  const active = engine();
  // Asking for the backend opens tfjs's default one where none is active yet.
  const { backend } = active;
  if (prepared.has(backend)) return;
  prepared.add(backend);
  const name = active.backendName;
  for (const kernelName of CV_KERNELS) {
    if (getKernel(kernelName, name) !== undefined) continue;
    const compose = COMPOSED_KERNELS[kernelName];
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, attrs }) =>
      // The engine calls kernels with the tensors it was given; TensorInfo is only their public type. The kernel's own
      // attribute type is the one this name is run with.
      tidy(() => compose(inputs as Record<string, Tensor> as never, attrs as never)) as TensorInfo | TensorInfo[];
    composed.add(kernelFunc);
    registerKernel({ kernelName, backendName: name, kernelFunc });
  }
}

/** Whether a kernel function is one of ours rather than the backend's own. */
export function isComposed(kernelFunc: KernelConfig['kernelFunc']): boolean {
  return composed.has(kernelFunc);
}
