import { squaredDistance } from '../squared-distance.ts';
import { DisjointSets } from './disjoint-sets.ts';

/** A picture of modes. */
export interface Modes {
  readonly modes: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** When regions become one. */
export interface FuseOptions {
  /** Distance of colours below which neighbours are one region. */
  readonly distance: number;
  readonly minRegionPx: number;
}

/** Regions of neighbouring pixels (8) with close modes. @returns labels from 0 */
export function fuseRegions(
  picture: Modes,
  { distance, minRegionPx }: FuseOptions,
): { labels: Int32Array; count: number } {
  const { modes, width, height, channels } = picture;
  const closest = distance * distance;
  const sets = new DisjointSets(width * height);
  forEachNeighbors(width, height, (i, j) => {
    if (squaredDistance(modes, modes, { i, j, dimensions: channels }) < closest) sets.join(i, j);
  });
  const flat = sets.flatten();
  let regions = { labels: flat.numbers, count: flat.count };
  for (let more = true; more; ) {
    const joined = joinClose(picture, regions, closest);
    more = joined.count < regions.count;
    regions = joined;
  }
  for (let more = minRegionPx > 1; more; ) {
    const joined = joinSmall(picture, regions, minRegionPx);
    more = joined.count < regions.count;
    regions = joined;
  }
  return regions;
}

interface Regions {
  readonly labels: Int32Array;
  readonly count: number;
}

/** Joins all neighbours whose mean modes are close. */
function joinClose(picture: Modes, regions: Regions, closest: number): Regions {
  const { means } = meansOf(picture, regions);
  const sets = new DisjointSets(regions.count);
  forEachNeighbors(picture.width, picture.height, (p, q) => {
    const i = regions.labels[p]!;
    const j = regions.labels[q]!;
    if (i !== j && squaredDistance(means, means, { i, j, dimensions: picture.channels }) < closest) sets.join(i, j);
  });
  return relabelled(regions, sets);
}

/** Joins every region that is too small with the neighbour that is most like it. */
function joinSmall(picture: Modes, regions: Regions, minRegionPx: number): Regions {
  const { means, sizes } = meansOf(picture, regions);
  const best = new Int32Array(regions.count).fill(-1);
  const least = new Float64Array(regions.count).fill(Number.POSITIVE_INFINITY);
  const offer = (small: number, other: number): void => {
    if (sizes[small]! >= minRegionPx) return;
    const distance = squaredDistance(means, means, { i: small, j: other, dimensions: picture.channels });
    if (distance >= least[small]!) return;
    least[small] = distance;
    best[small] = other;
  };
  forEachNeighbors(picture.width, picture.height, (p, q) => {
    const i = regions.labels[p]!;
    const j = regions.labels[q]!;
    if (i === j) return;
    offer(i, j);
    offer(j, i);
  });
  const sets = new DisjointSets(regions.count);
  for (let i = 0; i < regions.count; i++) if (best[i]! >= 0) sets.join(i, best[i]!);
  return relabelled(regions, sets);
}

function relabelled({ labels }: Regions, sets: DisjointSets): Regions {
  const { numbers, count } = sets.flatten();
  for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i]!]!;
  return { labels, count };
}

function meansOf(
  { modes, channels }: Modes,
  { labels, count }: Regions,
): { readonly means: Float64Array; readonly sizes: Float64Array } {
  const means = new Float64Array(count * channels);
  const sizes = new Float64Array(count);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    sizes[label]!++;
    for (let c = 0; c < channels; c++) means[label * channels + c]! += modes[i * channels + c]!;
  }
  for (let at = 0; at < means.length; at++) means[at]! /= sizes[Math.trunc(at / channels)]!;
  return { means, sizes };
}

/** Every pair of pixels that touch, across corners too. */
function forEachNeighbors(width: number, height: number, look: (i: number, j: number) => void): void {
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (x > 0) look(i - 1, i);
      if (y === 0) continue;
      if (x > 0) look(i - width - 1, i);
      look(i - width, i);
      if (x < width - 1) look(i - width + 1, i);
    }
  }
}
