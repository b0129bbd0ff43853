import {
  engine,
  getKernel,
  type KernelBackend,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { CV_KERNELS } from '../kernels.ts';
import { STAND_INS, WRONG_KERNELS } from '../stand-ins/stand-ins.ts';
import type { Tensor } from '../tensor.ts';
import { tidy } from '../tfjs/tidy.ts';
import type { ComposedKernel } from './composed-kernel.ts';
import { COMPOSED_KERNELS } from './composed-kernels.ts';

const prepared = new WeakSet<KernelBackend>();
const composed = new WeakSet<KernelConfig['kernelFunc']>();

/**
 * Gives the active backend a composed kernel for each of our named kernels that it does not implement itself, and for the tfjs kernels
 * of training that it lacks or has wrong. The ops of this package call it by themselves; for programs that run kernels by name.
 *
 * @example
 * ```ts
 * prepareBackend();
 * engine().runKernel('CvGelu', { x }, { approximate: 'none' });
 * ```
 */
export function prepareBackend(): void {
  const active = engine();
  // Asking for the backend opens tfjs's default one where none is active yet.
  const { backend } = active;
  if (prepared.has(backend)) return;
  prepared.add(backend);
  const name = active.backendName;
  for (const wrong of WRONG_KERNELS[name] ?? []) {
    const kernel = getKernel(wrong, name);
    if (kernel !== undefined && !isComposed(kernel.kernelFunc)) unregisterKernel(wrong, name);
  }
  for (const kernelName of CV_KERNELS) provide(kernelName, name, COMPOSED_KERNELS[kernelName]);
  for (const [kernelName, compose] of Object.entries(STAND_INS)) provide(kernelName, name, compose);
}

function provide(kernelName: string, backendName: string, compose: ComposedKernel<never, never>): void {
  if (getKernel(kernelName, backendName) !== undefined) return;
  const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, attrs }) =>
    // The engine calls kernels with the tensors it was given; TensorInfo is only their public type. The kernel's own
    // attribute type is the one this name is run with.
    tidy(() => compose(inputs as Record<string, Tensor> as never, attrs as never)) as TensorInfo | TensorInfo[];
  composed.add(kernelFunc);
  registerKernel({ kernelName, backendName, kernelFunc });
}

/** Whether a kernel function is one of ours rather than the backend's own. */
export function isComposed(kernelFunc: KernelConfig['kernelFunc']): boolean {
  return composed.has(kernelFunc);
}
