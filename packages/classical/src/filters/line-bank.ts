import type { PixelArray } from '@cv/image';
import { SCRATCH_LIMIT } from '../kernels/scratch.ts';
import { KernelLines, linesKernel } from './kernel-lines.ts';
import type { LineWriter } from './line-writer.ts';
import { ScriptLines } from './script-lines.ts';

/** Lines of float64 sums, and what linear filters do with them: by a WebAssembly kernel where there is one, else by {@link ScriptLines}. */
export interface LineBank {
  /** A line of zeros; lines of different banks do not go together. */
  room(length: number): Float64Array;
  /** Takes `length` pixels from `at` on into a line, from its value `to` on; up to 8 values behind them may change. */
  load(data: PixelArray, at: number, length: number, line: Float64Array, to: number): void;
  /**
   * `out[j] = sum over k of weights[k] * lines[k][j]`, in the order of k.
   * @param lines as many as weights, at least one, each at least as long as `out`
   */
  combine(lines: readonly Float64Array[], weights: Float64Array, out: Float64Array): void;
  /** Writes a line where the writer wants it. */
  write(line: Float64Array, writer: LineWriter, at: number): void;
}

/** How much room a bank must have. */
export interface LineBankSize {
  /** How many lines, rows of weights too, and how long the longest one is. */
  readonly lines: number;
  readonly longest: number;
  /** How many lines are combined at most. */
  readonly taps: number;
}

/** A bank for one run of a filter; it ends when the next one is opened. */
export function openLineBank(size: LineBankSize): LineBank {
  const kernel = size.lines * size.longest * 8 < SCRATCH_LIMIT ? linesKernel() : undefined;
  return kernel ? new KernelLines(kernel, size) : new ScriptLines();
}
