import { meanShiftBinary } from '../../kernels/mean-shift.generated.ts';
import { SCRATCH_LIMIT, Scratch } from '../../kernels/scratch.ts';
import { type WasmKernel, wasmKernel } from '../../kernels/wasm-kernel.ts';
import type { ColorBytes } from './byte-pyramid.ts';
import type { ShiftBytesOptions } from './shift-bytes.ts';

/** What `assembly/mean-shift.ts` exports. */
interface ShiftKernel extends WasmKernel {
  shift(
    planes: number,
    edges: number,
    out: number,
    width: number,
    height: number,
    radius: number,
    farthest: number,
    iterations: number,
    epsilon: number,
  ): void;
}

export const shiftKernel: () => ShiftKernel | undefined = /* @__PURE__ */ wasmKernel<ShiftKernel>(meanShiftBinary);

/** Three planes, three bytes out, and whether to shift: there is room for 9 million pixels. */
const PIXEL_BYTES = 7;
/** Sums of squares saturate here. */
const FARTHEST = 65535;

/** By the kernel what `shiftBytes` does, to the last bit. @returns false where the kernel is missing or has no room for it */
export function shiftByKernel(
  { data, width, height }: ColorBytes,
  { radiusPx, farthest, maxIterations, epsilon, start }: ShiftBytesOptions,
  out: Uint8Array,
): boolean {
  const pixels = width * height;
  const kernel = pixels * PIXEL_BYTES < SCRATCH_LIMIT && farthest < FARTHEST ? shiftKernel() : undefined;
  if (!kernel) return false;
  const scratch = new Scratch(kernel.memory);
  const planesAt = scratch.take(pixels * 3);
  const edgesAt = scratch.take(start === undefined ? 0 : pixels);
  const outAt = scratch.take(pixels * 3);
  const bytes = new Uint8Array(scratch.ready());
  for (let i = 0, from = 0, to = planesAt; i < pixels; i++, from += 3, to++) {
    bytes[to] = data[from]!;
    bytes[to + pixels] = data[from + 1]!;
    bytes[to + 2 * pixels] = data[from + 2]!;
  }
  if (start !== undefined) {
    bytes.set(start.edges, edgesAt);
    bytes.set(out, outAt);
  }
  const edges = start === undefined ? 0 : edgesAt;
  kernel.shift(planesAt, edges, outAt, width, height, radiusPx, farthest, maxIterations, epsilon);
  out.set(bytes.subarray(outAt, outAt + pixels * 3));
  return true;
}
