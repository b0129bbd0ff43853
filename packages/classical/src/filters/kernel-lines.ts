import type { PixelArray } from '@cv/image';
import { linesBinary } from '../kernels/lines.generated.ts';
import { Scratch } from '../kernels/scratch.ts';
import { type WasmKernel, wasmKernel } from '../kernels/wasm-kernel.ts';
import type { LineBank, LineBankSize } from './line-bank.ts';
import type { LineWriter } from './line-writer.ts';

/** What `assembly/lines.ts` exports. */
interface LinesKernel extends WasmKernel {
  widenUint8(from: number, to: number, count: number): void;
  widenUint16(from: number, to: number, count: number): void;
  widenFloat32(from: number, to: number, count: number): void;
  combine(lines: number, weights: number, taps: number, out: number, count: number): void;
  roundUint8(from: number, to: number, count: number, scale: number, bias: number): void;
  roundUint16(from: number, to: number, count: number, scale: number, bias: number): void;
  narrowFloat32(from: number, to: number, count: number): void;
}

export const linesKernel: () => LinesKernel | undefined = /* @__PURE__ */ wasmKernel<LinesKernel>(linesBinary);

/** Lines in the memory of the kernel: the same sums as those of `ScriptLines`, to the last bit. */
export class KernelLines implements LineBank {
  readonly #kernel: LinesKernel;
  readonly #scratch: Scratch;
  readonly #buffer: ArrayBuffer;
  /** Addresses of the lines that are combined. */
  readonly #table: Uint32Array;
  /** A line of pixels on its way in or out. */
  readonly #pixels: { readonly uint8: Uint8Array; readonly uint16: Uint16Array; readonly float32: Float32Array };

  constructor(kernel: LinesKernel, { lines, longest, taps }: LineBankSize) {
    this.#kernel = kernel;
    this.#scratch = new Scratch(kernel.memory);
    const table = this.#scratch.take(taps * 4);
    const pixels = this.#scratch.take(longest * 4);
    this.#buffer = this.#scratch.ready(lines, longest * 8);
    this.#table = new Uint32Array(this.#buffer, table, taps);
    this.#pixels = {
      uint8: new Uint8Array(this.#buffer, pixels, longest),
      uint16: new Uint16Array(this.#buffer, pixels, longest),
      float32: new Float32Array(this.#buffer, pixels, longest),
    };
  }

  room(length: number): Float64Array {
    return new Float64Array(this.#buffer, this.#scratch.take(length * 8), length).fill(0);
  }

  load(data: PixelArray, at: number, length: number, line: Float64Array, to: number): void {
    const { uint8, uint16, float32 } = this.#pixels;
    const target = line.byteOffset + to * 8;
    const source = data.subarray(at, at + length);
    if (data instanceof Uint8Array) {
      uint8.set(source);
      this.#kernel.widenUint8(uint8.byteOffset, target, length);
    } else if (data instanceof Uint16Array) {
      uint16.set(source);
      this.#kernel.widenUint16(uint16.byteOffset, target, length);
    } else {
      float32.set(source);
      this.#kernel.widenFloat32(float32.byteOffset, target, length);
    }
  }

  combine(lines: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
    const table = this.#table;
    for (let k = 0; k < weights.length; k++) table[k] = lines[k]!.byteOffset;
    this.#kernel.combine(table.byteOffset, weights.byteOffset, weights.length, out.byteOffset, out.length);
  }

  write(line: Float64Array, writer: LineWriter, at: number): void {
    if (writer.into === undefined) {
      writer(line, at);
      return;
    }
    const { data, scale, bias } = writer.into;
    const { uint8, uint16, float32 } = this.#pixels;
    const { length } = line;
    if (data instanceof Uint8Array) {
      this.#kernel.roundUint8(line.byteOffset, uint8.byteOffset, length, scale, bias);
      data.set(uint8.subarray(0, length), at);
    } else if (data instanceof Uint16Array) {
      this.#kernel.roundUint16(line.byteOffset, uint16.byteOffset, length, scale, bias);
      data.set(uint16.subarray(0, length), at);
    } else {
      this.#kernel.narrowFloat32(line.byteOffset, float32.byteOffset, length);
      data.set(float32.subarray(0, length), at);
    }
  }
}
