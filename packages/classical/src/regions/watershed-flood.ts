import type { Picture } from '@cv/image';
import { isOutside } from './is-outside.ts';
import { type Neighbors, neighborOffsets, neighborsOf } from './neighbors.ts';
import { PriorityQueue } from './priority-queue.ts';
import { requireWatershedInput, type WatershedOptions } from './watershed-options.ts';

/** A flood that can be stopped on the way. */
export class WatershedFlood {
  /** As far as the flood has come. */
  readonly labels: Int32Array;
  /** Value of the pixel that was taken last. */
  level: number = Number.NEGATIVE_INFINITY;
  readonly #picture: Picture;
  /** 1 where the flood may go. */
  readonly #open: Uint8Array;
  readonly #queue: PriorityQueue;
  readonly #neighbors: Neighbors;
  readonly #line: boolean;
  readonly #compactness: number;
  /** Whole values go into the queue as `value * scale + age`, one number to compare instead of two; 0 for others. */
  readonly #scale: number;
  #age = 0;

  /** @param where the function that is named in errors */
  constructor(where: string, picture: Picture, options: WatershedOptions) {
    const { markers, mask, line = false, compactness = 0, connectivity = 4 } = options;
    requireWatershedInput(where, picture, options);
    this.#neighbors = neighborsOf(where, connectivity);
    this.#picture = picture;
    this.#line = line;
    this.#compactness = compactness;
    this.#scale = compactness > 0 || picture.data instanceof Float32Array ? 0 : 2 ** 32;
    this.#open =
      mask === undefined
        ? new Uint8Array(picture.data.length).fill(1)
        : Uint8Array.from(mask.data, (value) => Number(value !== 0));
    this.labels = markers.labels.slice();
    this.#queue = new PriorityQueue(picture.data.length >> 2);
    for (let i = 0; i < this.labels.length; i++) {
      if (this.#open[i] === 0) this.labels[i] = 0;
      if (this.labels[i] !== 0) this.#queue.push(picture.data[i]! * (this.#scale || 1), 0, i, i);
    }
  }

  /** @param most how many pixels to take out of the queue @returns how many there were */
  advance(most: number): number {
    const { data, width, height } = this.#picture;
    const { dx, dy } = this.#neighbors;
    const offsets = neighborOffsets(this.#neighbors, width);
    const labels = this.labels;
    const open = this.#open;
    const queue = this.#queue;
    const line = this.#line;
    const compactness = this.#compactness;
    const compact = compactness > 0;
    const late = compact || line;
    const scale = this.#scale;
    let age = this.#age;
    let taken = 0;
    for (; taken < most && queue.size > 0; taken++) {
      queue.pop();
      const { pixel, source } = queue;
      const level = scale === 0 ? queue.value : Math.floor(queue.value / scale);
      if (late) {
        // A pixel gets its label when it is taken out: it may be found again from elsewhere, at less cost.
        if (labels[pixel] !== 0 && pixel !== source) continue;
        if (compact || !this.#meets(pixel, labels[source]!)) labels[pixel] = labels[source]!;
      }
      const label = labels[pixel]!;
      const x = pixel % width;
      const y = (pixel - x) / width;
      const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
      for (let n = 0; n < offsets.length; n++) {
        const next = pixel + offsets[n]!;
        if (!inside && isOutside(x + dx[n]!, y + dy[n]!, width, height)) continue;
        if (labels[next] !== 0 || open[next] === 0) continue;
        let value = data[next]!;
        if (compact) value += compactness * distance(next, source, width);
        else if (!line) labels[next] = label;
        if (value < level) value = level; // a basin fills up to its rim before it flows over
        age++;
        if (scale === 0) queue.push(value, age, next, source);
        else queue.push(value * scale + age, 0, next, source);
      }
    }
    this.#age = age;
    if (taken > 0) this.level = scale === 0 ? queue.value : Math.floor(queue.value / scale);
    return taken;
  }

  /** Whether another label than that of the flood touches a pixel, which is closed then: it belongs to the line. */
  #meets(pixel: number, label: number): boolean {
    const { width, height } = this.#picture;
    const { dx, dy } = this.#neighbors;
    if (this.#open[pixel] === 0) return true;
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let n = 0; n < dx.length; n++) {
      const nx = x + dx[n]!;
      const ny = y + dy[n]!;
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const next = ny * width + nx;
      if (this.#open[next] === 0 || this.labels[next] === 0 || this.labels[next] === label) continue;
      this.#open[pixel] = 0;
      return true;
    }
    return false;
  }
}

function distance(a: number, b: number, width: number): number {
  const ax = a % width;
  const bx = b % width;
  return Math.sqrt((ax - bx) ** 2 + ((a - ax) / width - (b - bx) / width) ** 2);
}
