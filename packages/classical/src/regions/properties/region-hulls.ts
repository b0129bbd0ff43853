import type { LabelMap } from '../../label-map/label-map.ts';
import type { RegionMoments } from './region-moments.ts';

/**
 * How many pixels have their centre in the convex hull of each region, by label; the hull goes through the middles of the sides of pixels. In whole
 * numbers (of half pixels) throughout, so that nothing depends on rounding.
 *
 * @source skimage.morphology.convex_hull_image
 */
export function convexAreas(map: LabelMap, { areas, top, bottom }: RegionMoments): Float64Array {
  const { labels, width, height, count } = map;
  const first = new Float64Array(count + 1); // where the rows of a label begin
  let rows = 0;
  for (let label = 1; label <= count; label++) {
    first[label] = rows;
    if (areas[label]! > 0) rows += bottom[label]! - top[label]! + 1;
  }
  const left = new Int32Array(rows).fill(width);
  const right = new Int32Array(rows).fill(-1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0) continue;
      const row = first[label]! + y - top[label]!;
      if (x < left[row]!) left[row] = x;
      right[row] = x;
    }
  }
  return areas.map((area, label) => {
    if (label === 0 || area === 0) return 0;
    const end = first[label]! + bottom[label]! - top[label]! + 1;
    return hullPixels(left.subarray(first[label], end), right.subarray(first[label], end));
  });
}

/** @param left first pixel in each row @param right last one, -1 in rows without a pixel */
function hullPixels(left: Int32Array, right: Int32Array): number {
  // Both sides as the least convex curve: the right one mirrored.
  const leftSide = new HalfHull(left, (row) => right[row]! >= 0);
  const mirrored = right.map((x) => -x);
  const rightSide = new HalfHull(mirrored, (row) => right[row]! >= 0);
  let pixels = 0;
  for (let row = 0; row < left.length; row++) {
    pixels += Math.max(0, -rightSide.firstPixel(row) - leftSide.firstPixel(row) + 1);
  }
  return pixels;
}

/** The left side of a hull: the lower envelope of `x` over `y`, both in half pixels. */
class HalfHull {
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  #at = 0;

  constructor(first: Int32Array, filled: (row: number) => boolean) {
    const places = new Float64Array(2 * first.length + 1).fill(Number.POSITIVE_INFINITY); // from half a pixel above the first row
    for (let row = 0; row < first.length; row++) {
      if (!filled(row)) continue;
      const x = 2 * first[row]!;
      const y = 2 * row + 1;
      places[y - 1] = Math.min(places[y - 1]!, x);
      places[y] = x - 1;
      places[y + 1] = x;
    }
    for (let y = 0; y < places.length; y++) if (places[y]! < Number.POSITIVE_INFINITY) this.#add(places[y]!, y);
  }

  #add(x: number, y: number): void {
    const [xs, ys] = [this.#x, this.#y];
    while (xs.length > 1) {
      const [x1, y1, x0, y0] = [xs.at(-1)!, ys.at(-1)!, xs.at(-2)!, ys.at(-2)!];
      if ((x1 - x0) * (y - y0) < (x - x0) * (y1 - y0)) break; // it bulges out
      xs.pop();
      ys.pop();
    }
    xs.push(x);
    ys.push(y);
  }

  /** The first pixel of a row that is not left of the hull; rows in ascending order. */
  firstPixel(row: number): number {
    const y = 2 * row + 1;
    while (this.#y[this.#at + 1]! < y) this.#at++;
    const [x0, y0] = [this.#x[this.#at]!, this.#y[this.#at]!];
    const [x1, y1] = [this.#x[this.#at + 1]!, this.#y[this.#at + 1]!];
    return Math.ceil((x0 * (y1 - y0) + (x1 - x0) * (y - y0)) / (2 * (y1 - y0)));
  }
}
