/** Sets of numbers that are joined again and again; the smallest of each stands for it. */
export class DisjointSets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, i) => i);
  }

  find(member: number): number {
    const parents = this.#parents;
    let at = member;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!; // halves the way for the next
      at = parents[at]!;
    }
    return at;
  }

  /** @returns whether they were apart */
  join(a: number, b: number): boolean {
    const first = this.find(a);
    const second = this.find(b);
    if (first === second) return false;
    this.#parents[Math.max(first, second)] = Math.min(first, second);
    return true;
  }

  /** Replaces every number from 0 to size - 1 by 0, 1, 2 ... for its set. */
  flatten(): { readonly numbers: Int32Array; readonly count: number } {
    const numbers = new Int32Array(this.#parents.length);
    let count = 0;
    for (let i = 0; i < numbers.length; i++) {
      const root = this.find(i);
      numbers[i] = root === i ? count++ : numbers[root]!; // a root comes before its members
    }
    return { numbers, count };
  }
}
