import type { MedianNetwork } from './median-network.ts';
import type { Line, ShiftedLine } from './sorted-lines.ts';

/** Marks addresses of rows of the picture, see `assembly/networks.ts`. */
const ROW = 2 ** 31;

/** A network as its kernel reads it, for lines that get `slots` places in memory. */
export interface NetworkTable {
  readonly slots: number;
  /** Fills in the table. @returns where the median is found */
  readonly write: (table: Uint32Array, memory: NetworkMemory) => number;
}

interface NetworkMemory {
  /** Address and bytes of the places. */
  readonly at: number;
  readonly bytes: number;
  /** Bytes from row to row, and from pixel to pixel. */
  readonly pitch: number;
  readonly pixel: number;
}

/** Gives lines places in memory: those of operands that nobody needs any more are free again. */
export function networkTable({ comparators, needed, median }: MedianNetwork): NetworkTable {
  const uses = new Map<Line, number>([[median.line, 1]]);
  for (const { a, b } of comparators) for (const { line } of [a, b]) uses.set(line, (uses.get(line) ?? 0) + 1);
  const places = new Map<Line, number>();
  const free: number[] = [];
  let slots = 0;
  for (const { a, b, low, high } of comparators) {
    for (const { line } of [a, b]) {
      const left = uses.get(line)! - 1;
      uses.set(line, left);
      if (left === 0 && line.row === undefined) free.push(places.get(line)!);
    }
    for (const line of [low, high]) if (needed.has(line)) places.set(line, free.pop() ?? slots++);
  }
  const address = ({ line, shift }: ShiftedLine, { at, bytes, pitch, pixel }: NetworkMemory): number =>
    shift * pixel + (line.row === undefined ? at + places.get(line)! * bytes : ROW + line.row * pitch);
  const write = (table: Uint32Array, memory: NetworkMemory): number => {
    for (const [i, { a, b, low, high }] of comparators.entries()) {
      const results = [low, high].map((line) => (needed.has(line) ? address({ line, shift: 0 }, memory) : 0));
      table.set([address(a, memory), address(b, memory), ...results], 4 * i);
    }
    return address(median, memory);
  };
  return { slots, write };
}
