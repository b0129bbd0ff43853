import { MinHeap } from './min-heap.ts';

/** Which rows may take which columns: row i those in `columns[starts[i]..starts[i + 1])`, each at its cost, none below 0. */
export interface SparseCosts {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly costs: Float64Array;
  /** How many columns there are. */
  readonly width: number;
  /** What a row without a column costs. */
  readonly unassigned: number;
}

/**
 * One-to-one assignment of rows to columns of least total cost, where a row may stay without.
 *
 * @returns the column of each row, -1 for none
 * @source Jonker & Volgenant 1987: A shortest augmenting path algorithm for dense and sparse linear assignment problems. The searches run on
 *   a heap, without their initial reductions; each row has a column of its own beside the others, at the cost of having none
 */
export function sparseAssignment(problem: SparseCosts): Int32Array {
  const search = new AssignmentSearch(problem);
  for (let row = 0; row + 1 < problem.starts.length; row++) search.assign(row);
  return search.columnOf;
}

class AssignmentSearch {
  readonly columnOf: Int32Array;
  readonly #problem: SparseCosts;
  readonly #rowOf: Int32Array;
  /** Prices, so that cost - rowPrice - columnPrice is never below 0, and 0 where assigned. */
  readonly #rowPrice: Float64Array;
  readonly #columnPrice: Float64Array;
  /** Of the search at hand: distance of each column, the row it was reached from, columns reached and those settled. */
  readonly #distance: Float64Array;
  readonly #from: Int32Array;
  readonly #settled: Uint8Array;
  readonly #heap = new MinHeap();
  #reached: number[] = [];
  #done: number[] = [];

  constructor(problem: SparseCosts) {
    const height = problem.starts.length - 1;
    this.#problem = problem;
    this.columnOf = new Int32Array(height).fill(-1);
    this.#rowPrice = new Float64Array(height);
    this.#rowOf = new Int32Array(problem.width).fill(-1);
    this.#columnPrice = new Float64Array(problem.width);
    this.#distance = new Float64Array(problem.width).fill(Number.POSITIVE_INFINITY);
    this.#from = new Int32Array(problem.width);
    this.#settled = new Uint8Array(problem.width);
  }

  assign(start: number): void {
    const { total, last, free } = this.#search(start);
    this.#rowPrice[start]! += total;
    for (const column of this.#done) {
      const rise = total - this.#distance[column]!;
      this.#rowPrice[this.#rowOf[column]!]! += rise;
      this.#columnPrice[column]! -= rise;
    }
    let column = free;
    if (free < 0) {
      column = this.columnOf[last]!;
      this.columnOf[last] = -1;
    }
    while (column >= 0) {
      const row = this.#from[column]!;
      const next = this.columnOf[row]!;
      this.columnOf[row] = column;
      this.#rowOf[column] = row;
      column = next;
    }
    this.#forget();
  }

  /** The nearest end: a free column, or else the row that had best be left without. */
  #search(start: number): { total: number; last: number; free: number } {
    let [row, distance, last, total] = [start, 0, start, Number.POSITIVE_INFINITY];
    for (;;) {
      const without = distance + this.#problem.unassigned - this.#rowPrice[row]!;
      if (without < total) [total, last] = [without, row];
      this.#reach(row, distance, total);
      const column = this.#nearest(total);
      if (column < 0) return { total, last, free: -1 };
      distance = this.#distance[column]!;
      row = this.#rowOf[column]!;
      if (row < 0) return { total: distance, last, free: column };
      this.#done.push(column);
    }
  }

  #reach(row: number, distance: number, limit: number): void {
    const { starts, columns, costs } = this.#problem;
    const base = distance - this.#rowPrice[row]!;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const column = columns[i]!;
      const through = base + costs[i]! - this.#columnPrice[column]!;
      const known = this.#distance[column]!;
      if (this.#settled[column] === 1 || through >= known || through >= limit) continue;
      if (known === Number.POSITIVE_INFINITY) this.#reached.push(column);
      this.#distance[column] = through;
      this.#from[column] = row;
      this.#heap.push(through, column);
    }
  }

  #nearest(limit: number): number {
    while (this.#heap.size > 0) {
      const column = this.#heap.pop();
      if (this.#settled[column] === 1) continue;
      if (this.#distance[column]! >= limit) return -1;
      this.#settled[column] = 1;
      return column;
    }
    return -1;
  }

  #forget(): void {
    for (const column of this.#reached) {
      this.#distance[column] = Number.POSITIVE_INFINITY;
      this.#settled[column] = 0;
    }
    this.#reached = [];
    this.#done = [];
    this.#heap.clear();
  }
}
