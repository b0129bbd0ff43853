import type { KernelMemory } from './wasm-kernel.ts';

/** The memory of a kernel stays with the program: what wants more than this leaves kernels alone. Bytes. */
export const SCRATCH_LIMIT: number = 2 ** 26;

const PAGE = 65536;
/** What loops that take whole blocks may scribble on behind an array, and what a load may read before it. */
const SLACK = 128;

/**
 * Room in the memory of a kernel for one run of a filter: first everything is taken, then the memory is made large enough, then arrays are
 * looked at. Arrays are gone when another run has begun.
 */
export class Scratch {
  readonly #memory: KernelMemory;
  #end = SLACK;

  constructor(memory: KernelMemory) {
    this.#memory = memory;
  }

  /** @returns the address of `bytes` bytes, a multiple of 16 */
  take(bytes: number): number {
    const at = this.#end;
    this.#end = (at + bytes + SLACK + 15) & -16;
    return at;
  }

  /** Makes the memory as large as what was taken and what another `count` arrays of `bytes` will take. @returns its buffer, for views */
  ready(count = 0, bytes = 0): ArrayBuffer {
    const missing = this.#end + count * (bytes + SLACK + 15) - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return this.#memory.buffer;
  }
}
