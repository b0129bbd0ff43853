/**
 * Pixels by value, smallest first; of equal values the older first. A binary heap in flat arrays: nothing is allocated for an entry.
 *
 * Entries of equal value and age come in the order that a plain binary heap gives (which scikit-image's watershed shows for its markers).
 */
export class PriorityQueue {
  #values: Float64Array;
  /** Age, pixel and source of each entry, and a place that is free: side by side in memory. */
  #rest: Int32Array;
  #size = 0;
  /** Of the entry that {@link pop} took. */
  pixel = 0;
  source = 0;
  value = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(Math.max(16, capacity));
    this.#rest = new Int32Array(this.#values.length * 4);
  }

  get size(): number {
    return this.#size;
  }

  // Both ways are written out: calls for a step up or down, each of which looks up the arrays, cost half as much again.

  push(value: number, age: number, pixel: number, source: number): void {
    if (this.#size === this.#values.length) this.#grow();
    const values = this.#values;
    const rest = this.#rest;
    let child = this.#size++;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = values[parent]!;
      if (above < value || (above === value && rest[parent << 2]! <= age)) break;
      values[child] = above;
      rest[child << 2] = rest[parent << 2]!;
      rest[(child << 2) + 1] = rest[(parent << 2) + 1]!;
      rest[(child << 2) + 2] = rest[(parent << 2) + 2]!;
      child = parent;
    }
    values[child] = value;
    rest[child << 2] = age;
    rest[(child << 2) + 1] = pixel;
    rest[(child << 2) + 2] = source;
  }

  /** Takes the first entry out: {@link pixel}, {@link source} and {@link value} are then its own. */
  pop(): void {
    const values = this.#values;
    const rest = this.#rest;
    this.value = values[0]!;
    this.pixel = rest[1]!;
    this.source = rest[2]!;
    const last = --this.#size;
    if (last === 0) return;
    const value = values[last]!;
    const age = rest[last << 2]!;
    let parent = 0;
    for (let child = 1; child < last; child = 2 * parent + 1) {
      let least = values[child]!;
      const right = child + 1;
      if (right < last) {
        const other = values[right]!;
        if (other < least || (other === least && rest[right << 2]! < rest[child << 2]!)) {
          least = other;
          child = right;
        }
      }
      if (least > value || (least === value && rest[child << 2]! >= age)) break;
      values[parent] = least;
      rest[parent << 2] = rest[child << 2]!;
      rest[(parent << 2) + 1] = rest[(child << 2) + 1]!;
      rest[(parent << 2) + 2] = rest[(child << 2) + 2]!;
      parent = child;
    }
    values[parent] = value;
    rest[parent << 2] = age;
    rest[(parent << 2) + 1] = rest[(last << 2) + 1]!;
    rest[(parent << 2) + 2] = rest[(last << 2) + 2]!;
  }

  #grow(): void {
    const values = new Float64Array(this.#values.length * 2);
    values.set(this.#values);
    this.#values = values;
    const rest = new Int32Array(values.length * 4);
    rest.set(this.#rest);
    this.#rest = rest;
  }
}
