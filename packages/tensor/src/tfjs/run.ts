import { type Attribute, engine, getKernel, type NamedTensorMap } from '@tensorflow/tfjs-core';
import { UnsupportedError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';

export type KernelInputs = Readonly<Record<string, Tensor>> | readonly Tensor[];
export type KernelAttrs = object;

/** Runs a kernel with one output on the active backend and records it on the gradient tape. */
export function run(kernelName: string, inputs: KernelInputs, attrs: KernelAttrs = {}): Tensor {
  return runAny(kernelName, inputs, attrs) as Tensor;
}

/** Runs a kernel with several outputs on the active backend and records it on the gradient tape. */
export function runMany(kernelName: string, inputs: KernelInputs, attrs: KernelAttrs = {}): Tensor[] {
  return runAny(kernelName, inputs, attrs) as Tensor[];
}

function runAny(kernelName: string, inputs: KernelInputs, attrs: KernelAttrs): Tensor | Tensor[] {
  try {
    // tfjs types attributes as an open record and inputs as a name map only; Concat-like kernels take arrays at run time.
    return engine().runKernel(kernelName, inputs as NamedTensorMap, attrs as Record<string, Attribute>);
  } catch (error) {
    const device = engine().backendName;
    if (getKernel(kernelName, device) !== undefined) throw error;
    throw new UnsupportedError(
      `${kernelName}: the device '${device}' has no such kernel. Open another device, or see device.missingKernels().`,
      { kernel: kernelName, device },
      { cause: error },
    );
  }
}
