import type { ColorGrid, SuperpixelCenters } from './superpixel-centers.ts';

/** Whose pixels are, and how far from it. */
export interface Claims {
  /** From 1 in the order of the centres, 0 for nobody's. */
  readonly labels: Int32Array;
  readonly distances: Float64Array;
  /** What a squared pixel of distance counts. */
  readonly weight: number;
}

/** Pixels of a row that are looked at together. */
const RUN = 16;

/**
 * Gives each pixel to the nearest of the centres that look at it, of equally near ones to the first. It stays where it was while none is nearer, so
 * that most others are out by their place alone, whole runs of pixels at once.
 */
export function claimPixels(grid: ColorGrid, centers: SuperpixelCenters, claims: Claims): void {
  const farthest = measureClaims(grid, centers, claims);
  const channels = grid.colors.length / claims.labels.length;
  const claim = channels === 1 ? claimGray : claimColors;
  const { width } = grid;
  const runs = Math.ceil(width / RUN);
  for (let k = 0; k < centers.x.length; k++) {
    const cx = centers.x[k]!;
    const left = centers.left[k]!;
    const right = centers.right[k]!;
    for (let y = centers.top[k]!; y < centers.bottom[k]!; y++) {
      const dy = (centers.y[k]! - y) * (centers.y[k]! - y);
      for (let from = left; from < right; ) {
        const run = Math.floor(from / RUN);
        const to = Math.min(right, (run + 1) * RUN);
        const dx = cx < from ? from - cx : cx > to - 1 ? cx - to + 1 : 0;
        if ((dy + dx * dx) * claims.weight <= farthest[y * runs + run]!) {
          claim(grid, centers, claims, { k, start: y * width, from, to, dy });
        }
        from = to;
      }
    }
  }
}

/** Distances to the centres that pixels belonged to; infinite where one no longer looks at its pixel. @returns the largest in each run */
function measureClaims({ colors, width, height }: ColorGrid, centers: SuperpixelCenters, claims: Claims): Float64Array {
  const { labels, distances, weight } = claims;
  const { left, right, top, bottom } = centers;
  const channels = colors.length / labels.length;
  const runs = Math.ceil(width / RUN);
  const farthest = new Float64Array(runs * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const k = labels[i]! - 1;
      let distance = Number.POSITIVE_INFINITY;
      if (k >= 0 && x >= left[k]! && x < right[k]! && y >= top[k]! && y < bottom[k]!) {
        const dx = centers.x[k]! - x;
        const dy = centers.y[k]! - y;
        let away = 0;
        for (let c = 0; c < channels; c++) {
          const t = colors[i * channels + c]! - centers.colors[k * channels + c]!;
          away += t * t;
        }
        distance = (dy * dy + dx * dx) * weight + away;
      }
      distances[i] = distance;
      const run = y * runs + Math.floor(x / RUN);
      if (distance > farthest[run]!) farthest[run] = distance;
    }
  }
  return farthest;
}

/** Part of a row that a centre looks at. */
interface Run {
  readonly k: number;
  /** First pixel of the row. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
  /** Square of the rows up to the centre. */
  readonly dy: number;
}

function claimGray(grid: ColorGrid, centers: SuperpixelCenters, claims: Claims, { k, start, from, to, dy }: Run): void {
  const { labels, distances, weight } = claims;
  const { colors } = grid;
  const cx = centers.x[k]!;
  const gray = centers.colors[k]!;
  for (let x = from, i = start + from; x < to; x++, i++) {
    const before = distances[i]!;
    const place = (dy + (cx - x) * (cx - x)) * weight;
    if (place > before) continue;
    const t = colors[i]! - gray;
    const distance = place + t * t;
    if (distance > before || (distance === before && labels[i]! <= k + 1)) continue;
    labels[i] = k + 1;
    distances[i] = distance;
  }
}

/** The same for three channels. */
function claimColors(
  grid: ColorGrid,
  centers: SuperpixelCenters,
  claims: Claims,
  { k, start, from, to, dy }: Run,
): void {
  const { labels, distances, weight } = claims;
  const { colors } = grid;
  const cx = centers.x[k]!;
  const first = centers.colors[3 * k]!;
  const second = centers.colors[3 * k + 1]!;
  const third = centers.colors[3 * k + 2]!;
  for (let x = from, i = start + from; x < to; x++, i++) {
    const before = distances[i]!;
    const place = (dy + (cx - x) * (cx - x)) * weight;
    if (place > before) continue;
    const t = colors[3 * i]! - first;
    const u = colors[3 * i + 1]! - second;
    const v = colors[3 * i + 2]! - third;
    const distance = place + (t * t + u * u + v * v);
    if (distance > before || (distance === before && labels[i]! <= k + 1)) continue;
    labels[i] = k + 1;
    distances[i] = distance;
  }
}
