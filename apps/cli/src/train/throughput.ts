/** Pictures per second over the last few seconds, and the time that the rest will take at that rate. */
export class Throughput {
  readonly #now: () => number;
  readonly #windowMs: number;
  readonly #marks: { readonly at: number; readonly count: number }[] = [];
  #count = 0;

  /** @param now clock in milliseconds */
  constructor({ now = () => performance.now(), windowMs = 3000 }: { now?: () => number; windowMs?: number } = {}) {
    this.#now = now;
    this.#windowMs = windowMs;
    this.#mark();
  }

  /** More pictures are done. */
  add(count: number): void {
    this.#count += count;
    this.#mark();
  }

  /** Pictures per second; 0 before the first. */
  get perSecond(): number {
    const [first, last] = [this.#marks[0]!, this.#marks.at(-1)!];
    return last.at === first.at ? 0 : ((last.count - first.count) / (last.at - first.at)) * 1000;
  }

  /** Milliseconds that so many pictures will take; undefined while nothing is known. */
  msFor(count: number): number | undefined {
    const { perSecond } = this;
    return perSecond === 0 ? undefined : (count / perSecond) * 1000;
  }

  #mark(): void {
    const at = this.#now();
    this.#marks.push({ at, count: this.#count });
    // One mark from before the window stays, so that the marks span at least the window.
    while (this.#marks.length > 2 && at - this.#marks[1]!.at >= this.#windowMs) this.#marks.shift();
  }
}
