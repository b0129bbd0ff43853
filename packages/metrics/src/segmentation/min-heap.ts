/** Whole numbers by priority, the least first; the same one may be in it several times. */
export class MinHeap {
  readonly #keys: number[] = [];
  readonly #items: number[] = [];

  get size(): number {
    return this.#keys.length;
  }

  clear(): void {
    this.#keys.length = 0;
    this.#items.length = 0;
  }

  push(key: number, item: number): void {
    let at = this.#keys.length;
    for (let parent = (at - 1) >> 1; at > 0 && this.#keys[parent]! > key; at = parent, parent = (at - 1) >> 1) {
      this.#put(at, this.#keys[parent]!, this.#items[parent]!);
    }
    this.#put(at, key, item);
  }

  /** Takes the item of least priority out; there must be one. */
  pop(): number {
    const first = this.#items[0]!;
    const key = this.#keys.pop()!;
    const item = this.#items.pop()!;
    if (this.size > 0) this.#sink(key, item);
    return first;
  }

  #sink(key: number, item: number): void {
    const keys = this.#keys;
    let at = 0;
    for (let child = 1; child < keys.length; child = 2 * at + 1) {
      if (child + 1 < keys.length && keys[child + 1]! < keys[child]!) child += 1;
      if (keys[child]! >= key) break;
      this.#put(at, keys[child]!, this.#items[child]!);
      at = child;
    }
    this.#put(at, key, item);
  }

  #put(at: number, key: number, item: number): void {
    this.#keys[at] = key;
    this.#items[at] = item;
  }
}
