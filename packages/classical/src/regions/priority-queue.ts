/**
 * Pixels by value, smallest first; of equal values the older first. A binary heap in flat arrays: nothing is allocated for an entry.
 *
 * Entries of equal value and age come in the order that a plain binary heap gives (which scikit-image's watershed shows for its markers).
 */
export class PriorityQueue {
  #values: Float64Array;
  #ages: Float64Array;
  #pixels: Int32Array;
  #sources: Int32Array;
  #size = 0;
  /** Of the entry that {@link pop} took. */
  pixel = 0;
  source = 0;
  value = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(Math.max(16, capacity));
    this.#ages = new Float64Array(this.#values.length);
    this.#pixels = new Int32Array(this.#values.length);
    this.#sources = new Int32Array(this.#values.length);
  }

  get size(): number {
    return this.#size;
  }

  push(value: number, age: number, pixel: number, source: number): void {
    if (this.#size === this.#values.length) this.#grow();
    const values = this.#values;
    const ages = this.#ages;
    let child = this.#size++;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = values[parent]!;
      if (above < value || (above === value && ages[parent]! <= age)) break;
      this.#move(parent, child);
      child = parent;
    }
    this.#set(child, value, age, pixel, source);
  }

  /** Takes the first entry out: {@link pixel}, {@link source} and {@link value} are then its own. */
  pop(): void {
    const values = this.#values;
    const ages = this.#ages;
    this.value = values[0]!;
    this.pixel = this.#pixels[0]!;
    this.source = this.#sources[0]!;
    const last = --this.#size;
    if (last === 0) return;
    const value = values[last]!;
    const age = ages[last]!;
    let parent = 0;
    for (let child = 1; child < last; child = 2 * parent + 1) {
      const right = child + 1;
      if (right < last && this.#before(right, values[child]!, ages[child]!)) child = right;
      if (!this.#before(child, value, age)) break;
      this.#move(child, parent);
      parent = child;
    }
    this.#set(parent, value, age, this.#pixels[last]!, this.#sources[last]!);
  }

  #before(at: number, value: number, age: number): boolean {
    const own = this.#values[at]!;
    return own < value || (own === value && this.#ages[at]! < age);
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#values[from]!, this.#ages[from]!, this.#pixels[from]!, this.#sources[from]!);
  }

  #set(at: number, value: number, age: number, pixel: number, source: number): void {
    this.#values[at] = value;
    this.#ages[at] = age;
    this.#pixels[at] = pixel;
    this.#sources[at] = source;
  }

  #grow(): void {
    const larger = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const length = this.#values.length * 2;
    this.#values = larger(this.#values, new Float64Array(length));
    this.#ages = larger(this.#ages, new Float64Array(length));
    this.#pixels = larger(this.#pixels, new Int32Array(length));
    this.#sources = larger(this.#sources, new Int32Array(length));
  }
}
