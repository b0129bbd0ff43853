import type { ConfusionMatrix } from '../confusion/confusion-matrix.ts';
import { MetricError } from '../metric-error.ts';

/** A counter as plain data, for a file or another worker. */
export interface ClassCounterState {
  readonly classes: number;
  /** Counts by true class, then by predicted class, `[classes * classes]`. */
  readonly counts: readonly number[];
}

/**
 * Counts predictions batch by batch for classes 0..k-1; the counts of several workers can be merged exactly.
 *
 * @example
 * ```ts
 * const counter = new ClassCounter(3);
 * counter.add([0, 1, 2], [0, 2, 2]);
 * counter.accuracy; // 2 / 3
 * const { yTrue, yPred, sampleWeight } = counter.samples;
 * f1(yTrue, yPred, { sampleWeight, average: 'macro' }); // 5 / 9
 * ```
 */
export class ClassCounter {
  readonly classes: number;
  readonly #counts: Float64Array;

  /** @throws MetricError unless `classes` is a whole number above 0 */
  constructor(classes: number) {
    if (!Number.isInteger(classes) || classes < 1) {
      throw new MetricError(`ClassCounter: classes is ${classes}, expected a whole number above 0`);
    }
    this.classes = classes;
    this.#counts = new Float64Array(classes * classes);
  }

  /**
   * A counter that goes on where another one was.
   *
   * @throws MetricError when the state is not one of a counter
   */
  static fromJSON({ classes, counts }: ClassCounterState): ClassCounter {
    const counter = new ClassCounter(classes);
    const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
    if (!Array.isArray(counts) || counts.length !== classes ** 2 || !counts.every(isCount)) {
      throw new MetricError(`ClassCounter: state is not ${classes} x ${classes} counts`);
    }
    counter.#counts.set(counts);
    return counter;
  }

  /** Samples so far. */
  get count(): number {
    return this.#counts.reduce((sum, n) => sum + n, 0);
  }

  /** Share of right predictions; higher is better; NaN before the first sample. */
  get accuracy(): number {
    let right = 0;
    for (let i = 0; i < this.classes; i++) right += this.#counts[i * this.classes + i]!;
    return right / this.count;
  }

  /** Rows are true classes, columns predicted ones. */
  get confusion(): ConfusionMatrix {
    const labels = Array.from({ length: this.classes }, (_, i) => i);
    const row = (i: number): number[] => [...this.#counts.subarray(i * this.classes, (i + 1) * this.classes)];
    return { labels, matrix: labels.map(row) };
  }

  /** One sample for each pair of classes that occurred, weighted by how often: every score from counts takes them. */
  get samples(): { readonly yTrue: number[]; readonly yPred: number[]; readonly sampleWeight: number[] } {
    const cells = [...this.#counts.keys()].filter((cell) => this.#counts[cell] !== 0);
    return {
      yTrue: cells.map((cell) => Math.floor(cell / this.classes)),
      yPred: cells.map((cell) => cell % this.classes),
      sampleWeight: cells.map((cell) => this.#counts[cell]!),
    };
  }

  /** @throws MetricError when the lists differ in length or a label is no class; nothing is counted then */
  add(yTrue: ArrayLike<number>, yPred: ArrayLike<number>): void {
    if (yTrue.length !== yPred.length) {
      throw new MetricError(`ClassCounter: ${yTrue.length} true labels, ${yPred.length} predictions; expected as many`);
    }
    for (const list of [yTrue, yPred]) {
      for (let i = 0; i < list.length; i++) {
        const label = list[i]!;
        if (Number.isInteger(label) && label >= 0 && label < this.classes) continue;
        throw new MetricError(`ClassCounter: label ${label} at ${i}, expected 0..${this.classes - 1}`, {
          index: i,
          label,
        });
      }
    }
    for (let i = 0; i < yTrue.length; i++) this.#counts[yTrue[i]! * this.classes + yPred[i]!]!++;
  }

  /** Adds the counts of another counter. */
  merge(other: ClassCounter): void {
    if (other.classes !== this.classes) {
      throw new MetricError(`ClassCounter: cannot merge ${other.classes} classes into ${this.classes}`);
    }
    for (let i = 0; i < this.#counts.length; i++) this.#counts[i]! += other.#counts[i]!;
  }

  /** The counts as plain data; `JSON.stringify` calls it. */
  toJSON(): ClassCounterState {
    return { classes: this.classes, counts: [...this.#counts] };
  }
}
