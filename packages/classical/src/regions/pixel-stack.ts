/** Positions of pixels that wait for a visit, the last first. Grows as needed: nothing is allocated for an entry. */
export class PixelStack {
  #pixels = new Int32Array(256);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(pixel: number): void {
    if (this.#size === this.#pixels.length) {
      const larger = new Int32Array(this.#size * 2);
      larger.set(this.#pixels);
      this.#pixels = larger;
    }
    this.#pixels[this.#size++] = pixel;
  }

  /** Only while {@link size} is above 0. */
  pop(): number {
    return this.#pixels[--this.#size]!;
  }
}
