import { SCRATCH_LIMIT } from '../../kernels/scratch.ts';
import type { ByteTaps } from './byte-taps.ts';
import { KernelByteLines } from './kernel-byte-lines.ts';
import { resizeKernel } from './resize-kernel.ts';
import { ScriptByteLines } from './script-byte-lines.ts';

/** How sums of bytes are rounded: after each axis (Pillow), or in fixed point up to the end, in the ways of OpenCV. */
export type ByteRounding = 'pillow' | 'bilinear' | 'bicubic' | 'lanczos';

/** A picture of bytes on its way to another size. */
export interface ByteJob {
  readonly rounding: ByteRounding;
  readonly across: ByteTaps;
  readonly down: ByteTaps;
  /** Pixels of a row before and after, and values of each. */
  readonly from: number;
  readonly to: number;
  readonly channels: number;
  /** How many resized rows are kept. */
  readonly ring: number;
}

/** Rows of a picture of bytes: resized one by one into a ring, from which new rows are made. */
export interface ByteLines {
  /** Resizes the row of pixels that begins at `at`, into a slot of the ring. */
  across(data: Uint8Array, at: number, slot: number): void;
  /** Writes new row `y` to `at`; `slots` has where its lines are. */
  down(slots: Int32Array, y: number, into: Uint8Array, at: number): void;
}

/** Lines by a WebAssembly kernel where there is one, else by {@link ScriptByteLines}. */
export function openByteLines(job: ByteJob): ByteLines {
  const bytes = job.to * job.channels * 4 * job.ring + job.across.weights.length * job.channels * 8;
  const kernel = bytes < SCRATCH_LIMIT ? resizeKernel() : undefined;
  return kernel ? new KernelByteLines(kernel, job) : new ScriptByteLines(job);
}
