import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  getKernel,
  type KernelConfig,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  type TileAttrs,
  type TransposeAttrs,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

interface Call<A> {
  readonly x: TensorInfo;
  readonly attributes: A;
  readonly backend: WebGPUBackend;
  /** tfjs's own kernel. */
  readonly original: (x: TensorInfo, attributes: A) => TensorInfo;
}

/** tfjs's program does not compile for bool (symptom: the output keeps what was in its memory); bool lies there as 32-bit integers. */
function transpose({ x, attributes, backend, original }: Call<TransposeAttrs>): TensorInfo {
  if (x.dtype !== 'bool') return original(x, attributes);
  const { dataId, shape } = original({ ...x, dtype: 'int32' }, attributes);
  backend.tensorMap.get(dataId).dtype = 'bool';
  return { dataId, shape, dtype: 'bool' };
}

/** From rank 5 on tfjs tiles on the CPU, for which it reads the GPU synchronously (symptom: the GPU is lost, or zeros); here axis by axis. */
function tile({ x, attributes, backend, original }: Call<TileAttrs>): TensorInfo {
  if (x.shape.length < 5) return original(x, attributes);
  let { dataId } = x;
  backend.incRef(dataId);
  const shape = [...x.shape];
  attributes.reps.forEach((times, axis) => {
    if (times === 1) return;
    const inner = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
    const outer = shape.slice(0, axis).reduce((product, extent) => product * extent, 1);
    const flat = { dataId, shape: [outer, shape[axis]!, inner], dtype: x.dtype };
    const tiled = original(flat, { reps: [1, times, 1] });
    backend.disposeData(dataId);
    dataId = tiled.dataId;
    shape[axis] = shape[axis]! * times;
  });
  return { dataId, shape, dtype: x.dtype };
}

/** A unary kernel of tfjs-backend-webgpu 4.22.0 with a defect taken out; can go when the conformance cases pass without it. */
function correct<A extends object>(kernelName: string, corrected: (call: Call<A>) => TensorInfo): void {
  const kernel = getKernel(kernelName, 'webgpu');
  if (kernel === undefined || corrections.has(kernel.kernelFunc)) return;
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
    corrected({
      x: inputs.x as TensorInfo,
      // The kernel's own attribute type is the one this name is run with.
      attributes: attrs as unknown as A,
      backend: backend as WebGPUBackend,
      original: (x, attributes) =>
        kernel.kernelFunc({ inputs: { x }, attrs: attributes as never, backend }) as TensorInfo,
    });
  corrections.add(kernelFunc);
  unregisterKernel(kernelName, 'webgpu');
  registerKernel({ kernelName, backendName: 'webgpu', kernelFunc });
}

const corrections = new WeakSet<KernelConfig['kernelFunc']>();

/** Replaces the kernels of tfjs's WebGPU backend that are wrong. */
export function correctWebGpuKernels(): void {
  correct('Transpose', transpose);
  correct('Tile', tile);
}
