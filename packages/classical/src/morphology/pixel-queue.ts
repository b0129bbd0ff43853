/** Pixels that wait for their turn, first come first served: a ring that grows as needed. */
export class PixelQueue {
  #ring = new Int32Array(1024);
  #first = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(pixel: number): void {
    if (this.#size === this.#ring.length) this.#grow();
    this.#ring[(this.#first + this.#size++) & (this.#ring.length - 1)] = pixel;
  }

  /** @returns the one that came first; there must be one */
  shift(): number {
    const pixel = this.#ring[this.#first]!;
    this.#first = (this.#first + 1) & (this.#ring.length - 1);
    this.#size--;
    return pixel;
  }

  #grow(): void {
    const larger = new Int32Array(this.#ring.length * 2);
    larger.set(this.#ring.subarray(this.#first));
    larger.set(this.#ring.subarray(0, this.#first), this.#ring.length - this.#first);
    this.#ring = larger;
    this.#first = 0;
  }
}
