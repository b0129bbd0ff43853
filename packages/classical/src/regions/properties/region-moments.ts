import type { LabelMap } from '../../label-map/label-map.ts';

/** By label; entry 0 is not used. */
export interface RegionMoments {
  readonly areas: Float64Array;
  readonly left: Int32Array;
  readonly top: Int32Array;
  /** Inclusive, as the next. */
  readonly right: Int32Array;
  readonly bottom: Int32Array;
  readonly centerX: Float64Array;
  readonly centerY: Float64Array;
  /** Means of the squares and the product of what lies between a pixel and the centre. */
  readonly varianceX: Float64Array;
  readonly varianceY: Float64Array;
  readonly covariance: Float64Array;
}

/** Moments up to the second, in two passes: about the centres, so that no digits get lost far from the corner. */
export function regionMoments(map: LabelMap): RegionMoments {
  const moments = firstMoments(map);
  const { areas, centerX, centerY } = moments;
  const { labels, width, height, count } = map;
  const varianceX = new Float64Array(count + 1);
  const varianceY = new Float64Array(count + 1);
  const covariance = new Float64Array(count + 1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0) continue;
      const dx = x - centerX[label]!;
      const dy = y - centerY[label]!;
      varianceX[label]! += dx * dx;
      varianceY[label]! += dy * dy;
      covariance[label]! += dx * dy;
    }
  }
  for (let label = 1; label <= count; label++) {
    varianceX[label]! /= areas[label]!;
    varianceY[label]! /= areas[label]!;
    covariance[label]! /= areas[label]!;
  }
  return { ...moments, varianceX, varianceY, covariance };
}

function firstMoments({
  labels,
  width,
  height,
  count,
}: LabelMap): Omit<RegionMoments, 'varianceX' | 'varianceY' | 'covariance'> {
  const areas = new Float64Array(count + 1);
  const left = new Int32Array(count + 1).fill(width);
  const top = new Int32Array(count + 1).fill(height);
  const right = new Int32Array(count + 1).fill(-1);
  const bottom = new Int32Array(count + 1).fill(-1);
  const centerX = new Float64Array(count + 1);
  const centerY = new Float64Array(count + 1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0) continue;
      areas[label]!++;
      centerX[label]! += x;
      centerY[label]! += y;
      if (x < left[label]!) left[label] = x;
      if (x > right[label]!) right[label] = x;
      if (y < top[label]!) top[label] = y;
      bottom[label] = y;
    }
  }
  for (let label = 1; label <= count; label++) {
    centerX[label]! /= areas[label]!;
    centerY[label]! /= areas[label]!;
  }
  return { areas, left, top, right, bottom, centerX, centerY };
}
