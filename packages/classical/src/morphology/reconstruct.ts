import { createPicture, type Picture, PictureError, type PixelArray } from '@cv/image';
import { asGrid } from '../pixel-grid.ts';
import { PixelQueue } from './pixel-queue.ts';

/** Which way, and which pixels are neighbours. */
export interface ReconstructOptions {
  /** `dilation` (default): the seed grows under the mask. `erosion`: it shrinks down onto it. */
  readonly method?: 'dilation' | 'erosion' | undefined;
  /** Default 8. */
  readonly connectivity?: 4 | 8 | undefined;
}

/**
 * Grows a seed picture under a mask picture until nothing changes: of the mask only those heights are left that the seed reaches. Fills holes,
 * takes away what touches the rim, finds domes and basins (h-maxima, h-minima).
 *
 * @param seed any picture; not changed. Nowhere above the mask (with `erosion`: below it)
 * @param mask same number format, layout, size and channels
 * @returns like the seed
 * @throws {PictureError} `size` when the pictures differ in shape, `value` when the seed is on the wrong side of the mask or NaN is in it
 * @source skimage.morphology.reconstruction; L. Vincent: Morphological grayscale reconstruction in image analysis, IEEE TIP 2(2), 1993 (hybrid
 *   algorithm)
 * @example
 * const filled = reconstruct(seedAtTheRim, holes, { method: 'erosion' });
 */
export function reconstruct(
  seed: Picture,
  mask: Picture,
  { method = 'dilation', connectivity = 8 }: ReconstructOptions = {},
): Picture {
  requireAlike(seed, mask);
  if ((method !== 'dilation' && method !== 'erosion') || (connectivity !== 4 && connectivity !== 8)) {
    const message = `reconstruct: method must be dilation or erosion and connectivity 4 or 8, not ${String(method)} and ${String(connectivity)}`;
    throw new PictureError('option', message, { method, connectivity });
  }
  const { planes, channels, rows, columns } = asGrid(seed);
  const sign = method === 'dilation' ? 1 : -1;
  const out = seed.data.slice();
  requireBelow(out, mask.data, sign);
  const [first, step] = planes === 1 ? [1, channels] : [rows * columns, 1];
  for (let channel = 0; channel < planes * channels; channel++) {
    const plane = { rows, columns, start: channel * first, step };
    grow(out, mask.data, { plane, sign, connectivity });
  }
  return createPicture({ ...seed, data: out });
}

function requireBelow(seed: PixelArray, mask: PixelArray, sign: 1 | -1): void {
  for (let i = 0; i < seed.length; i++) {
    if (sign * seed[i]! <= sign * mask[i]!) continue;
    const side = sign === 1 ? 'above' : 'below';
    throw new PictureError('value', `reconstruct: the seed is NaN or ${side} the mask at value ${i}`, { index: i });
  }
}

function requireAlike(seed: Picture, mask: Picture): void {
  const same = (['width', 'height', 'channels', 'layout'] as const).every((key) => seed[key] === mask[key]);
  if (same && seed.data.constructor === mask.data.constructor) return;
  const message = 'reconstruct: seed and mask must have the same size, channels, layout and number format';
  throw new PictureError('size', message, {});
}

/** Where the pixels of a channel are. */
interface Plane {
  readonly rows: number;
  readonly columns: number;
  readonly start: number;
  readonly step: number;
}

interface Growth {
  readonly plane: Plane;
  /** 1 grows up, -1 down. */
  readonly sign: 1 | -1;
  readonly connectivity: 4 | 8;
}

/** Neighbours that come before a pixel in the order of rows, as rows and columns from it; those of 4 first. */
const BEFORE_DY = [-1, 0, -1, -1] as const;
const BEFORE_DX = [0, -1, -1, 1] as const;

/** In place. Two sweeps let heights run far along rows; a queue does the rest. */
function grow(height: PixelArray, limit: PixelArray, growth: Growth): void {
  sweep(height, limit, growth, 1);
  const queue = sweep(height, limit, growth, -1);
  const { plane, sign, connectivity } = growth;
  const { rows, columns, start, step } = plane;
  while (queue.size > 0) {
    const i = queue.shift();
    const x = i % columns;
    const y = (i - x) / columns;
    const own = height[start + i * step]!;
    for (let n = 0; n < connectivity; n++) {
      const way = n & 1 ? 1 : -1;
      const ny = y + way * BEFORE_DY[n >> 1]!;
      const nx = x + way * BEFORE_DX[n >> 1]!;
      if (ny < 0 || ny >= rows || nx < 0 || nx >= columns) continue;
      const next = ny * columns + nx;
      const at = start + next * step;
      const most = limit[at]!;
      if (sign * height[at]! >= sign * own || height[at] === most) continue;
      height[at] = sign * own < sign * most ? own : most;
      queue.push(next);
    }
  }
}

/**
 * Raises each pixel to the highest of those before it in the order of rows (`way` 1) or behind it (-1), as far as its limit.
 * @returns pixels whose neighbours behind them could still be raised: of use after the sweep back
 */
function sweep(height: PixelArray, limit: PixelArray, { plane, sign, connectivity }: Growth, way: 1 | -1): PixelQueue {
  const { rows, columns, start, step } = plane;
  const queue = new PixelQueue();
  const half = connectivity >> 1;
  for (let n = 0, i = way === 1 ? 0 : rows * columns - 1; n < rows * columns; n++, i += way) {
    const x = i % columns;
    const y = (i - x) / columns;
    const at = start + i * step;
    let best = height[at]!;
    for (let k = 0; k < half; k++) {
      const ny = y + way * BEFORE_DY[k]!;
      const nx = x + way * BEFORE_DX[k]!;
      if (ny < 0 || ny >= rows || nx < 0 || nx >= columns) continue;
      const other = height[start + (ny * columns + nx) * step]!;
      if (sign * other > sign * best) best = other;
    }
    if (sign * best > sign * limit[at]!) best = limit[at]!;
    height[at] = best;
    if (way === 1) continue;
    for (let k = 0; k < half; k++) {
      const ny = y - BEFORE_DY[k]!;
      const nx = x - BEFORE_DX[k]!;
      if (ny < 0 || ny >= rows || nx < 0 || nx >= columns) continue;
      const behind = start + (ny * columns + nx) * step;
      if (sign * height[behind]! >= sign * best || height[behind] === limit[behind]) continue;
      queue.push(i);
      break;
    }
  }
  return queue;
}
