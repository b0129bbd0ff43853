import { type Picture, PictureError } from '@cv/image';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { countLevels } from './count-levels.ts';

/** How often values occur. */
export interface Histogram {
  /** Pixels of each bin. */
  readonly counts: Float64Array;
  /** Middle of each bin, ascending, in the units of the picture. */
  readonly centers: Float64Array;
}

/** How to count. */
export interface HistogramOptions {
  /** Bins between the smallest and the largest value of a float32 picture; integers have a bin each. Default 256. */
  readonly bins?: number | undefined;
}

/**
 * Counts how often values occur, from the smallest that is there to the largest. uint8 and uint16 have a bin for each whole number; float32
 * has `bins` bins of equal width, of which the last includes its upper edge. A float32 picture of one value has its bins in `value +- 0.5`.
 *
 * @param picture one channel
 * @returns counts and middles of the bins
 * @throws {PictureError} `channels` for more than one, `option` when `bins` is no whole number above 0, `value` for NaN or infinite pixels
 * @source skimage.exposure.histogram (source_range='image'), numpy.histogram
 * @example
 * const { counts, centers } = histogram(toGray(photo));
 */
export function histogram(picture: Picture, { bins = 256 }: HistogramOptions = {}): Histogram {
  requireGray('histogram', picture);
  if (!Number.isInteger(bins) || bins < 1) {
    throw new PictureError('option', `histogram: bins must be a whole number above 0, not ${bins}`, { bins });
  }
  requireFinite('histogram', picture);
  const { data } = picture;
  return data instanceof Float32Array ? countFloats(data, bins) : countIntegers(data);
}

function countIntegers(data: Uint8Array | Uint16Array): Histogram {
  const all = countLevels(data, data instanceof Uint8Array ? 256 : 65536);
  const first = all.findIndex((count) => count > 0);
  const last = all.findLastIndex((count) => count > 0);
  return {
    counts: all.slice(first, last + 1),
    centers: Float64Array.from({ length: last - first + 1 }, (_, i) => first + i),
  };
}

function countFloats(data: Float32Array, bins: number): Histogram {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) {
    low -= 0.5;
    high += 0.5;
  }
  const edges = evenEdges(low, high, bins);
  const counts = new Float64Array(bins);
  const perUnit = bins / (high - low);
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    let bin = Math.min(bins - 1, Math.trunc((value - low) * perUnit));
    if (value < edges[bin]!) bin--;
    else if (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
    counts[bin]!++;
  }
  return {
    counts,
    centers: Float64Array.from({ length: bins }, (_, i) => Math.fround((edges[i]! + edges[i + 1]!) / 2)),
  };
}

/** In float32 from step to step, as numpy.linspace, so that values that lie on an edge fall into the same bin. */
function evenEdges(low: number, high: number, bins: number): Float32Array {
  const step = Math.fround(Math.fround(high - low) / bins);
  const edges = Float32Array.from({ length: bins + 1 }, (_, i) => Math.fround(i * step) + low);
  edges[bins] = high;
  return edges;
}
