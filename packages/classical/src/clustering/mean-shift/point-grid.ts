import { forEachBlock } from '../point-blocks.ts';
import { type Points, pointCount } from '../points.ts';

/** Cells per axis at most, so that the number of a cell stays a whole number in float64. */
const MOST_CELLS = 2 ** 16;

/** Points sorted into cells of (at least) a radius along up to three axes, so that those around a place are found without looking at all. */
export class PointGrid {
  readonly #dimensions: number;
  readonly #radius: number;
  /** Sorted by cell. */
  readonly #values: Float64Array;
  readonly #weights: Float64Array | undefined;
  readonly #low: readonly number[];
  readonly #size: readonly number[];
  readonly #cells: readonly number[];
  readonly #ranges = new Map<number, readonly [from: number, to: number]>();

  constructor(points: Points, radius: number) {
    const { dimensions } = points;
    const axes = Math.min(3, dimensions);
    const [low, high] = boundsOf(points, axes);
    this.#dimensions = dimensions;
    this.#radius = radius;
    this.#low = low;
    this.#size = low.map((least, axis) => Math.max(radius, (high[axis]! - least) / MOST_CELLS));
    this.#cells = low.map((least, axis) => Math.floor((high[axis]! - least) / this.#size[axis]!) + 1);
    const count = pointCount(points);
    const keys = new Float64Array(count);
    forEachBlock(points, ({ values, from, count: some }) => {
      for (let i = 0; i < some; i++) keys[from + i] = this.#cellOf(values, i * dimensions);
    });
    const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
    this.#values = new Float64Array(count * dimensions);
    this.#weights = points.weights && Float64Array.from(order, (i) => points.weights![i]!);
    for (let at = 0, start = 0; at < count; at++) {
      const i = order[at]!;
      this.#values.set(points.values.subarray(i * dimensions, (i + 1) * dimensions), at * dimensions);
      if (at + 1 < count && keys[order[at + 1]!] === keys[i]) continue;
      this.#ranges.set(keys[i]!, [start, at + 1]);
      start = at + 1;
    }
  }

  #cellOf(values: Float64Array, at: number): number {
    let cell = 0;
    for (let axis = 0; axis < this.#low.length; axis++) {
      cell = cell * this.#cells[axis]! + Math.floor((values[at + axis]! - this.#low[axis]!) / this.#size[axis]!);
    }
    return cell;
  }

  /**
   * The mean of the points within the radius of a place, the rim included.
   * @param mean overwritten, unless there are none
   * @returns how many there are, by their weights
   */
  meanAround(place: Float64Array, mean: Float64Array): number {
    const dimensions = this.#dimensions;
    const sums = new Float64Array(dimensions);
    let total = 0;
    const radius = this.#radius ** 2;
    const values = this.#values;
    for (const [from, to] of this.#rangesAround(place)) {
      for (let i = from; i < to; i++) {
        let distance = 0;
        for (let d = 0, at = i * dimensions; d < dimensions; d++) distance += (values[at + d]! - place[d]!) ** 2;
        if (distance > radius) continue;
        const weight = this.#weights === undefined ? 1 : this.#weights[i]!;
        total += weight;
        for (let d = 0, at = i * dimensions; d < dimensions; d++) sums[d]! += weight * values[at + d]!;
      }
    }
    if (total > 0) for (let d = 0; d < dimensions; d++) mean[d] = sums[d]! / total;
    return total;
  }

  #rangesAround(place: Float64Array): readonly (readonly [number, number])[] {
    const reach = this.#radius * (1 + 1e-9); // rounding must not lose the rim
    let cells = [0];
    for (const [axis, low] of this.#low.entries()) {
      const size = this.#size[axis]!;
      const count = this.#cells[axis]!;
      const first = Math.max(0, Math.floor((place[axis]! - reach - low) / size));
      const last = Math.min(count - 1, Math.floor((place[axis]! + reach - low) / size));
      if (last < first) return [];
      const steps = Array.from({ length: last - first + 1 }, (_, step) => first + step);
      cells = cells.flatMap((cell) => steps.map((step) => cell * count + step));
    }
    return cells.flatMap((cell) => {
      const range = this.#ranges.get(cell);
      return range === undefined ? [] : [range];
    });
  }
}

function boundsOf(points: Points, axes: number): readonly [low: readonly number[], high: readonly number[]] {
  const low = Array.from({ length: axes }, () => Number.POSITIVE_INFINITY);
  const high = Array.from({ length: axes }, () => Number.NEGATIVE_INFINITY);
  forEachBlock(points, ({ values, count }) => {
    for (let i = 0; i < count; i++) {
      for (let axis = 0; axis < axes; axis++) {
        const value = values[i * points.dimensions + axis]!;
        if (value < low[axis]!) low[axis] = value;
        if (value > high[axis]!) high[axis] = value;
      }
    }
  });
  return [low, high];
}
