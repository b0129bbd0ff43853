import { resizeBinary } from '../../kernels/resize.generated.ts';
import { type WasmKernel, wasmKernel } from '../../kernels/wasm-kernel.ts';

/** Resizes a row: see `assembly/resize.ts`. */
export type KernelAcross = (
  row: number,
  offsets: number,
  table: number,
  groups: number,
  pairs: number,
  step: number,
  out: number,
  size: number,
) => void;

/** What `assembly/resize.ts` exports. */
export interface ResizeKernel extends WasmKernel {
  readonly acrossToUint8: KernelAcross;
  readonly acrossToInt16: KernelAcross;
  readonly acrossToInt32: KernelAcross;
  readonly acrossToFloat32: KernelAcross;
  blendTwo(above: number, below: number, a: number, b: number, out: number, count: number): void;
  blendFour(lines: number, weights: number, out: number, count: number): void;
  blendEight(lines: number, weights: number, out: number, count: number): void;
  blendUint8(lines: number, weights: number, pairs: number, out: number, count: number): void;
  copyPixels(row: number, offsets: number, out: number, count: number, size: number): void;
}

export const resizeKernel: () => ResizeKernel | undefined = /* @__PURE__ */ wasmKernel<ResizeKernel>(resizeBinary);
