import { roundHalfEven } from '../opencv/round-half-even.ts';
import type { ByteJob, ByteLines } from './byte-lines.ts';
import { PILLOW_BITS } from './byte-taps.ts';
import { padRow, rowPadding } from './padded-row.ts';

const { fround, imul } = Math;
/** What OpenCV multiplies its weights by, squared: one factor for each axis. */
const OPENCV_BITS = 22;

/** The readable version, and the oracle of the kernel. */
export class ScriptByteLines implements ByteLines {
  readonly #job: ByteJob;
  readonly #padding: number;
  readonly #row: Uint8Array;
  readonly #lines: readonly Int32Array[];
  readonly #sums: Int32Array;

  constructor(job: ByteJob) {
    const length = job.to * job.channels;
    this.#job = job;
    this.#padding = rowPadding(job.across, job.from);
    this.#row = new Uint8Array((job.from + 2 * this.#padding) * job.channels);
    this.#lines = Array.from({ length: job.ring }, () => new Int32Array(length));
    this.#sums = new Int32Array(length);
  }

  across(data: Uint8Array, at: number, slot: number): void {
    const { across, channels, from, rounding } = this.#job;
    const { first, count, weights, stride } = across;
    const row = this.#row;
    const line = this.#lines[slot]!;
    padRow(row, data, { at, length: from * channels, channels, padding: this.#padding });
    for (let i = 0, to = 0; i < first.length; i++) {
      const begin = (first[i]! + this.#padding) * channels;
      const end = i * stride + count[i]!;
      for (let channel = 0; channel < channels; channel++, to++) {
        let sum = 0;
        for (let k = i * stride, j = begin + channel; k < end; k++, j += channels) sum += imul(weights[k]!, row[j]!);
        line[to] = sum;
      }
    }
    if (rounding === 'pillow') shiftToBytes(line, line, 0, PILLOW_BITS);
  }

  down(slots: Int32Array, y: number, into: Uint8Array, at: number): void {
    const { down, rounding } = this.#job;
    const count = down.count[y]!;
    const lines = Array.from(slots.subarray(0, count), (slot) => this.#lines[slot]!);
    const weights = down.weights.subarray(y * down.stride, y * down.stride + count);
    if (rounding === 'bilinear') blend(lines, weights, into, at);
    else {
      sumLines(lines, weights, this.#sums);
      shiftToBytes(this.#sums, into, at, OPENCV_BITS);
      if (rounding === 'bicubic') blendFour(lines, weights, into, at);
    }
  }
}

function sumLines(lines: readonly Int32Array[], weights: Int32Array, sums: Int32Array): void {
  sums.fill(0);
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k]!;
    const weight = weights[k]!;
    for (let j = 0; j < sums.length; j++) sums[j]! += imul(weight, line[j]!);
  }
}

/** Halves go up. */
function shiftToBytes(sums: Int32Array, into: Uint8Array | Int32Array, at: number, bits: number): void {
  const half = 1 << (bits - 1);
  for (let j = 0; j < sums.length; j++) {
    const value = (sums[j]! + half) >> bits;
    into[at + j] = value < 0 ? 0 : Math.min(value, 255);
  }
}

/** @source OpenCV, resize.cpp: bilinear sums lose their last bits before and after the multiplication */
function blend(lines: readonly Int32Array[], weights: Int32Array, into: Uint8Array, at: number): void {
  const [above, below] = lines as readonly [Int32Array, Int32Array];
  const [a, b] = weights as unknown as readonly [number, number];
  for (let j = 0; j < above.length; j++) {
    into[at + j] = ((imul(a, above[j]! >> 4) >> 16) + (imul(b, below[j]! >> 4) >> 16) + 2) >> 2;
  }
}

/** @source OpenCV, resize.cpp: whole blocks of eight bicubic sums are made in single precision, only the rest in whole numbers */
function blendFour(lines: readonly Int32Array[], weights: Int32Array, into: Uint8Array, at: number): void {
  const [line0, line1, line2, line3] = lines as readonly [Int32Array, Int32Array, Int32Array, Int32Array];
  const [w0, w1, w2, w3] = Array.from(weights, (weight) => weight * 2 ** -22) as [number, number, number, number];
  for (let j = 0; j < (line0.length & -8); j++) {
    let sum = fround(line3[j]! * w3);
    sum = fround(fround(line2[j]! * w2) + sum);
    sum = fround(fround(line1[j]! * w1) + sum);
    sum = fround(fround(line0[j]! * w0) + sum);
    into[at + j] = Math.min(255, Math.max(0, roundHalfEven(sum)));
  }
}
