import { type Picture, PictureError } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { type Connectivity, type Neighbors, neighborsOf } from './neighbors.ts';
import { PriorityQueue } from './priority-queue.ts';

/** From where and how far to flood. */
export interface WatershedOptions {
  /** Where each region begins: labels above 0, of the same size as the picture. */
  readonly markers: LabelMap;
  /** Where a mask is 0 nothing is flooded. */
  readonly mask?: Picture | undefined;
  /** Whether pixels where regions meet stay 0. Default false. */
  readonly line?: boolean | undefined;
  /** How much the distance from its marker counts besides the value: regions become compact. Default 0. */
  readonly compactness?: number | undefined;
  /** Default 4. */
  readonly connectivity?: Connectivity | undefined;
}

/**
 * Floods a picture from markers: the lowest pixel that touches a region joins it next, of equal ones the one that was reached first. Regions meet at the crests.
 *
 * @param picture one channel, such as the steepness of a picture or the negative depth of shapes
 * @returns a label for each pixel that a marker reaches; `count` is that of the markers
 * @throws {PictureError} `channels` for more than one, `size` for markers or a mask of another size, `value` for NaN or infinite pixels, `option` for a
 *   compactness below 0 or a connectivity that is neither 4 nor 8
 * @source Beucher, Meyer 1993: The morphological approach to segmentation; Neubert, Protzel 2014: Compact watershed and preemptive SLIC;
 *   skimage.segmentation.watershed (with `connectivity` 1 for 4 and 2 for 8), equal label by label
 * @example
 * const depth = distanceTransform(mask);
 * const markers = distanceMarkers(depth);
 * const coins = watershed(invert(depth), { markers, mask });
 */
export function watershed(picture: Picture, options: WatershedOptions): LabelMap {
  const { markers, mask, compactness = 0, connectivity = 4 } = options;
  requireGray('watershed', picture);
  requireFinite('watershed', picture);
  const neighbors = neighborsOf('watershed', connectivity);
  requireSize(picture, markers, 'markers');
  if (mask !== undefined) {
    requireGray('watershed', mask);
    requireSize(picture, mask, 'mask');
  }
  if (!(Number.isFinite(compactness) && compactness >= 0)) {
    const message = `watershed: compactness must be a finite number of at least 0, not ${compactness}`;
    throw new PictureError('option', message, { compactness });
  }
  const labels = markers.labels.slice();
  if (mask !== undefined) for (let i = 0; i < labels.length; i++) if (mask.data[i] === 0) labels[i] = 0;
  flood(picture, labels, { ...options, compactness, neighbors });
  return { labels, width: picture.width, height: picture.height, count: markers.count };
}

interface Flood {
  readonly mask?: Picture | undefined;
  readonly line?: boolean | undefined;
  readonly compactness: number;
  readonly neighbors: Neighbors;
}

function flood({ data, width, height }: Picture, labels: Int32Array, options: Flood): void {
  const { line = false, compactness, neighbors } = options;
  const { dx, dy } = neighbors;
  const compact = compactness > 0;
  const open = openPixels(labels.length, options.mask);
  const queue = new PriorityQueue(data.length >> 2);
  for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) queue.push(data[i]!, 0, i, i);
  for (let age = 1; queue.size > 0; ) {
    queue.pop();
    const { pixel, source, value: level } = queue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (compact || line) {
      // A pixel gets its label when it is taken out: it may be found again from elsewhere, at less cost.
      if (labels[pixel] !== 0 && pixel !== source) continue;
      const label = labels[source]!;
      if (compact || !meets({ labels, open, label }, { x, y, width, height, neighbors })) labels[pixel] = label;
    }
    for (let n = 0; n < dx.length; n++) {
      const nx = x + dx[n]!;
      const ny = y + dy[n]!;
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const next = ny * width + nx;
      if (labels[next] !== 0 || open[next] === 0) continue;
      let value = data[next]!;
      if (compact) value += compactness * distance(next, source, width);
      else if (!line) labels[next] = labels[pixel]!;
      queue.push(Math.max(level, value), ++age, next, source); // a basin fills up to its rim before it flows over
    }
  }
}

/** 1 where the flood may go. */
function openPixels(length: number, mask: Picture | undefined): Uint8Array {
  return mask === undefined
    ? new Uint8Array(length).fill(1)
    : Uint8Array.from(mask.data, (value) => Number(value !== 0));
}

/** Whether another label than that of the flood touches a pixel, which is closed then: it belongs to the line. */
function meets(
  { labels, open, label }: { readonly labels: Int32Array; readonly open: Uint8Array; readonly label: number },
  { x, y, width, height, neighbors }: { x: number; y: number; width: number; height: number; neighbors: Neighbors },
): boolean {
  const pixel = y * width + x;
  if (open[pixel] === 0) return true;
  for (let n = 0; n < neighbors.dx.length; n++) {
    const nx = x + neighbors.dx[n]!;
    const ny = y + neighbors.dy[n]!;
    if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
    const next = ny * width + nx;
    if (open[next] === 0 || labels[next] === 0 || labels[next] === label) continue;
    open[pixel] = 0;
    return true;
  }
  return false;
}

function distance(a: number, b: number, width: number): number {
  const ax = a % width;
  const bx = b % width;
  return Math.hypot(ax - bx, (a - ax) / width - (b - bx) / width);
}

function requireSize(
  picture: Picture,
  { width, height }: { readonly width: number; readonly height: number },
  name: string,
): void {
  if (width === picture.width && height === picture.height) return;
  const sizes = `${name} of ${width} x ${height} for ${picture.width} x ${picture.height} pixels`;
  throw new PictureError('size', `watershed: ${sizes}; both must have one size`, { width, height });
}
