import type { Picture, PixelArray } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { interleavedValues } from './interleaved-values.ts';
import { isOutside } from './is-outside.ts';
import { type Neighbors, neighborOffsets, neighborsOf } from './neighbors.ts';
import { PriorityQueue } from './priority-queue.ts';
import { checkedSeeds, type RegionGrowOptions, type Seeds } from './region-grow-options.ts';

/** Regions that grow and can be stopped on the way. */
export class RegionGrowth {
  /** As far as the regions have come. */
  readonly map: LabelMap;
  readonly #values: PixelArray;
  readonly #channels: number;
  readonly #neighbors: Neighbors;
  readonly #offsets: Int32Array;
  readonly #tolerance: number;
  readonly #line: boolean;
  readonly #frozen: boolean;
  /** By label, from 1. */
  readonly #sums: Float64Array;
  readonly #sizes: Float64Array;
  /** 1 for what waits in the queue or belongs to the line. */
  readonly #closed: Uint8Array;
  readonly #queue: PriorityQueue;
  #age = 0;
  /** What {@link #nearest} found. */
  #label = 0;
  #several = false;

  /** @param where the function that is named in errors */
  constructor(where: string, picture: Picture, seeds: Seeds, options: RegionGrowOptions) {
    const { tolerance = Number.POSITIVE_INFINITY, reference = 'mean', line = false, connectivity = 8 } = options;
    this.#neighbors = neighborsOf(where, connectivity);
    this.#offsets = neighborOffsets(this.#neighbors, picture.width);
    this.map = checkedSeeds(where, picture, seeds, options);
    this.#values = interleavedValues(picture);
    this.#channels = picture.channels;
    this.#tolerance = tolerance;
    this.#line = line;
    const { labels, count } = this.map;
    this.#sums = new Float64Array((count + 1) * picture.channels);
    this.#sizes = new Float64Array(count + 1);
    this.#closed = new Uint8Array(labels.length);
    this.#queue = new PriorityQueue(1024);
    for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) this.#count(i, labels[i]!);
    for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) this.#queueAround(i);
    this.#frozen = reference === 'seed';
  }

  /** Of each region, `count * channels` numbers; NaN for a label without a pixel. */
  means(): Float64Array {
    const channels = this.#channels;
    return this.#sums.map((sum, i) => sum / this.#sizes[Math.floor(i / channels)]!).subarray(channels);
  }

  /** @param most how many pixels may join @returns how many did */
  advance(most: number): number {
    const { labels } = this.map;
    const queue = this.#queue;
    let joined = 0;
    while (joined < most && queue.size > 0) {
      queue.pop();
      const { pixel } = queue;
      // Means have moved and regions have come closer since it was put in.
      const distance = this.#nearest(pixel);
      if (this.#line && this.#several) continue;
      this.#closed[pixel] = 0;
      if (distance > this.#tolerance) continue;
      labels[pixel] = this.#label;
      if (!this.#frozen) this.#count(pixel, this.#label);
      joined++;
      this.#queueAround(pixel);
    }
    return joined;
  }

  #count(pixel: number, label: number): void {
    const channels = this.#channels;
    for (let c = 0; c < channels; c++) this.#sums[label * channels + c]! += this.#values[pixel * channels + c]!;
    this.#sizes[label]!++;
  }

  /** Puts the free neighbours of a pixel into the queue, by how far they are from the nearest region that they touch. */
  #queueAround(pixel: number): void {
    const { labels, width, height } = this.map;
    const { dx, dy } = this.#neighbors;
    const offsets = this.#offsets;
    const x = pixel % width;
    const y = (pixel - x) / width;
    const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
    for (let n = 0; n < offsets.length; n++) {
      if (!inside && isOutside(x + dx[n]!, y + dy[n]!, width, height)) continue;
      const next = pixel + offsets[n]!;
      if (labels[next] !== 0 || this.#closed[next] === 1) continue;
      const distance = this.#nearest(next);
      if (distance > this.#tolerance) continue;
      this.#closed[next] = 1;
      this.#queue.push(distance, ++this.#age, next, next);
    }
  }

  /** Sets the label of the region that touches a pixel and has the nearest mean, and whether several touch it. @returns how near */
  #nearest(pixel: number): number {
    const { labels, width, height } = this.map;
    const { dx, dy } = this.#neighbors;
    const offsets = this.#offsets;
    const x = pixel % width;
    const y = (pixel - x) / width;
    let least = Number.POSITIVE_INFINITY;
    this.#label = 0;
    this.#several = false;
    const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
    for (let n = 0; n < offsets.length; n++) {
      if (!inside && isOutside(x + dx[n]!, y + dy[n]!, width, height)) continue;
      const label = labels[pixel + offsets[n]!]!;
      if (label === 0 || label === this.#label) continue;
      if (this.#label !== 0) this.#several = true;
      const distance = this.#distance(pixel, label);
      if (this.#label !== 0 && distance >= least) continue;
      least = distance;
      this.#label = label;
    }
    return least;
  }

  /** From the value of a pixel to the mean of a region. */
  #distance(pixel: number, label: number): number {
    const channels = this.#channels;
    const size = this.#sizes[label]!;
    if (channels === 1) return Math.abs(this.#values[pixel]! - this.#sums[label]! / size);
    let squares = 0;
    for (let c = 0; c < channels; c++) {
      const away = this.#values[pixel * channels + c]! - this.#sums[label * channels + c]! / size;
      squares += away * away;
    }
    return Math.sqrt(squares);
  }
}
