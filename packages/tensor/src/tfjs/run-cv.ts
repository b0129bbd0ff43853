import { prepareBackend } from '../composed/prepare-backend.ts';
import type { CvKernelName } from '../kernels.ts';
import type { Tensor } from '../tensor.ts';
import { type KernelAttrs, type KernelInputs, run, runMany } from './run.ts';

/** Runs one of our named kernels with one output: the backend's own where it has it, else the composed one. */
export function runCv(kernelName: CvKernelName, inputs: KernelInputs, attrs: KernelAttrs = {}): Tensor {
  prepareBackend();
  return run(kernelName, inputs, attrs);
}

/** Runs one of our named kernels with several outputs: the backend's own where it has it, else the composed one. */
export function runCvMany(kernelName: CvKernelName, inputs: KernelInputs, attrs: KernelAttrs = {}): Tensor[] {
  prepareBackend();
  return runMany(kernelName, inputs, attrs);
}
