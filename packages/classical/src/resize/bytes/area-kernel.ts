import { areasBinary } from '../../kernels/areas.generated.ts';
import { type WasmKernel, wasmKernel } from '../../kernels/wasm-kernel.ts';
import type { KernelAcross } from './resize-kernel.ts';

/** What `assembly/areas.ts` exports. */
export interface AreaKernel extends WasmKernel {
  readonly coverAcross: KernelAcross;
  coverDown(line: number, weight: number, sums: number, count: number, first: number): void;
  roundFloats(sums: number, out: number, count: number): void;
  sumRows(from: number, length: number, rows: number, out: number): void;
  meanOfSums(sums: number, width: number, channels: number, scale: number, out: number, count: number): void;
  halveRows(above: number, below: number, out: number, count: number, channels: number, once: number): void;
}

export const areaKernel: () => AreaKernel | undefined = /* @__PURE__ */ wasmKernel<AreaKernel>(areasBinary);
