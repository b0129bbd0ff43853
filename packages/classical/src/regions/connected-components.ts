import type { Picture } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { requireGray } from '../require-gray.ts';
import { type Connectivity, neighborsOf } from './neighbors.ts';

/** What a component is. */
export interface ConnectedComponentsOptions {
  /** Default 8. */
  readonly connectivity?: Connectivity | undefined;
  /** Value that belongs to no component; null labels every pixel. Default 0. */
  readonly background?: number | null | undefined;
}

/**
 * Labels the connected components: pixels of one value that touch, directly or through others. Labels follow the first pixel of each, row by row.
 *
 * @param picture one channel: a mask, or any picture whose equal values belong together. NaN equals nothing
 * @throws {PictureError} `channels` for more than one, `option` when the connectivity is neither 4 nor 8
 * @source skimage.measure.label; Wu, Otoo, Suzuki 2009: Optimizing two-pass connected-component labeling algorithms
 * @example
 * const { count, labels } = connectedComponents(threshold(coins, otsu(coins).threshold));
 */
export function connectedComponents(
  picture: Picture,
  { connectivity = 8, background = 0 }: ConnectedComponentsOptions = {},
): LabelMap {
  requireGray('connectedComponents', picture);
  neighborsOf('connectedComponents', connectivity); // checks
  const { data, width, height } = picture;
  const labels = new Int32Array(data.length);
  const parents = new UnionFind();
  const corners = connectivity === 8;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const value = data[i]!;
      if (value === background) continue;
      const up = y > 0 ? i - width : -1;
      let label = 0;
      if (up >= 0 && data[up] === value) {
        // Whatever else touches has met the pixel above already, but for the one on the left where corners do not count.
        label = labels[up]!;
        if (!corners && x > 0 && data[i - 1] === value) label = parents.join(label, labels[i - 1]!);
      } else {
        if (x > 0 && data[i - 1] === value) label = labels[i - 1]!;
        else if (corners && up >= 0 && x > 0 && data[up - 1] === value) label = labels[up - 1]!;
        if (corners && up >= 0 && x < width - 1 && data[up + 1] === value) label = parents.join(label, labels[up + 1]!);
      }
      labels[i] = label === 0 ? parents.add() : label;
    }
  }
  return { labels, width, height, count: parents.flatten(labels) };
}

/** Sets of provisional labels, of which the smallest stands for the set; 0 is none. */
class UnionFind {
  #parents = new Int32Array(256);
  #size = 1;

  add(): number {
    if (this.#size === this.#parents.length) {
      const larger = new Int32Array(this.#size * 2);
      larger.set(this.#parents);
      this.#parents = larger;
    }
    this.#parents[this.#size] = this.#size;
    return this.#size++;
  }

  /** @returns what stands for both; the other where one is 0 */
  join(a: number, b: number): number {
    if (a === 0 || a === b) return b;
    if (b === 0) return a;
    const low = this.#root(a);
    const high = this.#root(b);
    const root = Math.min(low, high);
    this.#parents[Math.max(low, high)] = root;
    return root;
  }

  #root(label: number): number {
    const parents = this.#parents;
    let at = label;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!; // halves the way for the next
      at = parents[at]!;
    }
    return at;
  }

  /** Replaces provisional labels by 1, 2, 3 ... @returns the largest */
  flatten(labels: Int32Array): number {
    const parents = this.#parents;
    const final = new Int32Array(this.#size);
    let count = 0;
    for (let label = 1; label < this.#size; label++) {
      const parent = parents[label]!;
      final[label] = parent === label ? ++count : final[parent]!; // a parent is smaller than its children
    }
    for (let i = 0; i < labels.length; i++) labels[i] = final[labels[i]!]!;
    return count;
  }
}
