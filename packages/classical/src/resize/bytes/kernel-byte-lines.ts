import { Scratch } from '../../kernels/scratch.ts';
import { type AcrossTable, acrossTable, LOW_BITS } from './across-table.ts';
import type { ByteJob, ByteLines } from './byte-lines.ts';
import { padRow, rowPadding } from './padded-row.ts';
import type { ResizeKernel } from './resize-kernel.ts';

/** The format of a resized line, and the function that makes it. */
const formats = {
  pillow: { bytes: 1, across: 'acrossToUint8' },
  bilinear: { bytes: 2, across: 'acrossToInt16' },
  bicubic: { bytes: 4, across: 'acrossToFloat32' },
  lanczos: { bytes: 4, across: 'acrossToInt32' },
} as const;

/** Lines in the memory of the kernel: the same bytes as those of `ScriptByteLines`. */
export class KernelByteLines implements ByteLines {
  readonly #kernel: ResizeKernel;
  readonly #job: ByteJob;
  readonly #padding: number;
  readonly #table: Pick<AcrossTable, 'group' | 'pairs'> & {
    readonly offsets: number;
    readonly entries: number;
    readonly groups: number;
  };
  readonly #row: Uint8Array;
  readonly #out: Uint8Array;
  /** Addresses of the lines of the ring, and of those that are combined. */
  readonly #ring: readonly number[];
  readonly #lines: Uint32Array;
  readonly #weights: Int32Array;
  readonly #memory: ArrayBuffer;

  constructor(kernel: ResizeKernel, job: ByteJob) {
    const { rounding, across, channels, from, to, ring } = job;
    const scratch = new Scratch(kernel.memory);
    const padding = rowPadding(across, from);
    const table = acrossTable(across, { channels, padding, split: rounding === 'pillow' });
    const rowBytes = (from + 2 * padding) * channels;
    // Taps that do not count are read, too.
    const row = scratch.take(rowBytes + (across.stride + 1) * channels);
    const out = scratch.take(to * channels);
    const offsets = scratch.take(table.offsets.byteLength);
    const entries = scratch.take(table.entries.byteLength);
    const lines = scratch.take(ring * 4 + 4);
    const weights = scratch.take(ring * 4 + 4);
    const length = to * channels * formats[rounding].bytes;
    this.#ring = Array.from({ length: ring }, () => scratch.take(length));
    const memory = scratch.ready();
    new Uint32Array(memory, offsets, table.offsets.length).set(table.offsets);
    new Uint8Array(memory, entries, table.entries.length).set(table.entries);
    this.#kernel = kernel;
    this.#job = job;
    this.#memory = memory;
    this.#padding = padding;
    this.#table = { group: table.group, pairs: table.pairs, groups: table.offsets.length, offsets, entries };
    this.#row = new Uint8Array(memory, row, rowBytes);
    this.#out = new Uint8Array(memory, out, to * channels);
    this.#lines = new Uint32Array(memory, lines, ring + 1);
    this.#weights = new Int32Array(memory, weights, ring + 1);
  }

  across(data: Uint8Array, at: number, slot: number): void {
    const { channels, from, rounding, across } = this.#job;
    const line = this.#ring[slot]!;
    if (rounding === 'pillow' && across.stride === 1) {
      new Uint8Array(this.#memory, line, from * channels).set(data.subarray(at, at + from * channels));
      return;
    }
    const { group, pairs, groups, offsets, entries } = this.#table;
    const { bytes, across: name } = formats[rounding];
    padRow(this.#row, data, { at, length: from * channels, channels, padding: this.#padding });
    this.#kernel[name](this.#row.byteOffset, offsets, entries, groups, pairs, 2 * channels, line, group * bytes);
  }

  down(slots: Int32Array, y: number, into: Uint8Array, at: number): void {
    const { count, weights, stride } = this.#job.down;
    const lines = this.#lines;
    for (let k = 0; k < count[y]!; k++) lines[k] = this.#ring[slots[k]!]!;
    this.#combine(weights.subarray(y * stride, y * stride + count[y]!));
    into.set(this.#out, at);
  }

  #combine(weights: Int32Array): void {
    const { byteOffset: out, length } = this.#out;
    const lines = this.#lines.byteOffset;
    const room = this.#weights;
    switch (this.#job.rounding) {
      case 'bilinear':
        this.#kernel.blendTwo(this.#lines[0]!, this.#lines[1]!, weights[0]!, weights[1]!, out, length);
        return;
      case 'bicubic':
        room.set(weights);
        this.#kernel.blendFour(lines, room.byteOffset, out, length);
        return;
      case 'lanczos':
        room.set(weights);
        this.#kernel.blendEight(lines, room.byteOffset, out, length);
        return;
      default:
        this.#lines[weights.length] = this.#lines[0]!; // counts for nothing where there is no pair for the last one
        splitWeights(weights, room);
        this.#kernel.blendUint8(lines, room.byteOffset, Math.ceil(weights.length / 2), out, length);
    }
  }
}

/** Two weights of 16 bits in each number: high, low, for each pair. */
function splitWeights(weights: Int32Array, into: Int32Array): void {
  const mask = (1 << LOW_BITS) - 1;
  for (let k = 0; k < weights.length; k += 2) {
    const [first, second] = [weights[k]!, weights[k + 1] ?? 0];
    into[k] = ((first >> LOW_BITS) & 0xffff) | ((second >> LOW_BITS) << 16);
    into[k + 1] = (first & mask) | ((second & mask) << 16);
  }
}
