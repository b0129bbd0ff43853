import { levelsBinary } from './levels.generated.ts';
import { type WasmKernel, wasmKernel } from './wasm-kernel.ts';

/** What `assembly/levels.ts` exports. */
export interface LevelsKernel extends WasmKernel {
  countBytes(from: number, length: number, counts: number): void;
  readonly mapBytes: (from: number, length: number, table: number, to: number) => void;
  markBytes(from: number, length: number, level: number, to: number): void;
}

export const levelsKernel: () => LevelsKernel | undefined = /* @__PURE__ */ wasmKernel<LevelsKernel>(levelsBinary);

/** Bytes that go into the memory of the kernel at once. */
export const LEVELS_BLOCK: number = 2 ** 16;
