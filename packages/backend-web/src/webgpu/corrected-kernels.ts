import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend_util,
  type Conv2DAttrs,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  type NamedTensorInfoMap,
  registerKernel,
  type TensorInfo,
  type TileAttrs,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

interface Call<A> {
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  readonly attributes: A;
  readonly backend: WebGPUBackend;
  /** tfjs's own kernel. */
  readonly original: (inputs: NamedTensorInfoMap, attributes: A) => TensorInfo;
}

/** tfjs reshapes the result of an empty batch to something (symptom: a message about sizes). */
function conv2d({ inputs, attributes, backend, original }: Call<Conv2DAttrs>): TensorInfo {
  const [x, filter] = [inputs.x!, inputs.filter!];
  if (x.shape[0]! > 0) return original(inputs, attributes);
  const { strides, pad, dilations, dimRoundingMode } = attributes;
  type Shape4d = [number, number, number, number];
  const [image, window] = [x.shape as Shape4d, filter.shape as Shape4d];
  const { outShape } = backend_util.computeConv2DInfo(image, window, strides, dilations, pad, dimRoundingMode);
  return backend.makeTensorInfo(outShape, x.dtype, new Float32Array(0));
}

/** From rank 5 on tfjs tiles on the CPU, for which it reads the GPU synchronously (symptom: the GPU is lost, or zeros); here axis by axis. */
function tile({ inputs, attributes, backend, original }: Call<TileAttrs>): TensorInfo {
  const x = inputs.x!;
  if (x.shape.length < 5) return original(inputs, attributes);
  let { dataId } = x;
  backend.incRef(dataId);
  const shape = [...x.shape];
  attributes.reps.forEach((times, axis) => {
    if (times === 1) return;
    const inner = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
    const outer = shape.slice(0, axis).reduce((product, extent) => product * extent, 1);
    const flat = { dataId, shape: [outer, shape[axis]!, inner], dtype: x.dtype };
    const tiled = original({ x: flat }, { reps: [1, times, 1] });
    backend.disposeData(dataId);
    dataId = tiled.dataId;
    shape[axis] = shape[axis]! * times;
  });
  return { dataId, shape, dtype: x.dtype };
}

const corrections = new WeakSet<KernelConfig['kernelFunc']>();

/** A kernel of tfjs-backend-webgpu 4.22.0 with a defect taken out; can go when the conformance cases pass without it. */
function correct<A extends object>(kernelName: string, corrected: (call: Call<A>) => TensorInfo): void {
  const kernel = getKernel(kernelName, 'webgpu');
  if (kernel === undefined || corrections.has(kernel.kernelFunc)) return;
  const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
    corrected({
      inputs: inputs as Record<string, TensorInfo>,
      // The kernel's own attribute type is the one this name is run with.
      attributes: attrs as unknown as A,
      backend: backend as WebGPUBackend,
      original: (given, attributes) =>
        kernel.kernelFunc({ inputs: given, attrs: attributes as never, backend }) as TensorInfo,
    });
  corrections.add(kernelFunc);
  unregisterKernel(kernelName, 'webgpu');
  registerKernel({ kernelName, backendName: 'webgpu', kernelFunc });
}

/** Replaces the kernels of tfjs's WebGPU backend that are wrong. */
export function correctWebGpuKernels(): void {
  correct('Conv2D', conv2d);
  correct('Tile', tile);
}
