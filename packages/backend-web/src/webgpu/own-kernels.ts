import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { getKernel, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';
import { maxPoolGrad } from './max-pool-grad.ts';
import { adamW, sgd } from './optimizer-kernels.ts';

/** `never`: each has its own inputs and attributes, which are those that its name is run with. */
type OwnKernel = (inputs: never, attributes: never, backend: WebGPUBackend) => TensorInfo | TensorInfo[];

const OWN: Readonly<Record<string, OwnKernel>> = { CvAdamW: adamW, CvSgd: sgd, MaxPoolGrad: maxPoolGrad };

/** Registers the kernels that we have for WebGPU, in place of tfjs's where it has one. */
export function registerOwnKernels(): void {
  for (const [kernelName, kernel] of Object.entries(OWN)) {
    if (getKernel(kernelName, 'webgpu') !== undefined) unregisterKernel(kernelName, 'webgpu');
    registerKernel({
      kernelName,
      backendName: 'webgpu',
      kernelFunc: ({ inputs, attrs, backend }) => kernel(inputs as never, attrs as never, backend as WebGPUBackend),
    });
  }
}
