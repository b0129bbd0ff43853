import type { PixelArray } from '@cv/image';
import { combineLines } from './combine-lines.ts';
import type { LineBank } from './line-bank.ts';
import type { LineWriter } from './line-writer.ts';

/** Lines in plain arrays: what the kernel is compared with, and what is used where there is none. */
export class ScriptLines implements LineBank {
  room(length: number): Float64Array {
    return new Float64Array(length);
  }

  load(data: PixelArray, at: number, length: number, line: Float64Array, to: number): void {
    line.set(data.subarray(at, at + length), to);
  }

  combine(lines: readonly Float64Array[], weights: Float64Array, out: Float64Array): void {
    combineLines(lines, weights, out);
  }

  write(line: Float64Array, writer: LineWriter, at: number): void {
    writer(line, at);
  }
}
