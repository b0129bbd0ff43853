import { createPicture, type Picture, PictureError } from '@cv/image';
import { asGrid } from '../pixel-grid.ts';

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
  for (let channel = 0; channel < planes * channels; channel++) {
    const start = planes === 1 ? channel : channel * rows * columns;
    const height = new Float64Array(rows * columns);
    const limit = new Float64Array(rows * columns);
    for (let i = 0, at = start; i < height.length; i++, at += channels) {
      height[i] = sign * seed.data[at]!;
      limit[i] = sign * mask.data[at]!;
      if (height[i]! <= limit[i]!) continue;
      const side = sign === 1 ? 'above' : 'below';
      throw new PictureError('value', `reconstruct: the seed is NaN or ${side} the mask at value ${at}`, { index: at });
    }
    grow(height, limit, columns, connectivity);
    for (let i = 0, at = start; i < height.length; i++, at += channels) out[at] = sign * height[i]!;
  }
  return createPicture({ ...seed, data: out });
}

function requireAlike(seed: Picture, mask: Picture): void {
  const same = (['width', 'height', 'channels', 'layout'] as const).every((key) => seed[key] === mask[key]);
  if (same && seed.data.constructor === mask.data.constructor) return;
  const message = 'reconstruct: seed and mask must have the same size, channels, layout and number format';
  throw new PictureError('size', message, {});
}

/** Two sweeps let heights run far along rows; a queue does the rest. */
function grow(height: Float64Array, limit: Float64Array, columns: number, connectivity: 4 | 8): void {
  const rows = height.length / columns;
  const before = (
    connectivity === 8
      ? [
          [-1, -1],
          [-1, 0],
          [-1, 1],
          [0, -1],
        ]
      : [
          [-1, 0],
          [0, -1],
        ]
  ) as readonly (readonly [number, number])[];
  const after = before.map(([dy, dx]) => [-dy, -dx] as const);
  const queue: number[] = [];
  const highest = (i: number, steps: readonly (readonly [number, number])[]): number => {
    const [y, x] = [Math.floor(i / columns), i % columns];
    let most = height[i]!;
    for (const [dy, dx] of steps) {
      if (y + dy < 0 || y + dy >= rows || x + dx < 0 || x + dx >= columns) continue;
      most = Math.max(most, height[i + dy * columns + dx]!);
    }
    return Math.min(most, limit[i]!);
  };
  for (let i = 0; i < height.length; i++) height[i] = highest(i, before);
  for (let i = height.length - 1; i >= 0; i--) {
    height[i] = highest(i, after);
    if (feeds(i, after)) queue.push(i);
  }
  function feeds(i: number, steps: readonly (readonly [number, number])[]): boolean {
    const [y, x] = [Math.floor(i / columns), i % columns];
    return steps.some(([dy, dx]) => {
      if (y + dy < 0 || y + dy >= rows || x + dx < 0 || x + dx >= columns) return false;
      const at = i + dy * columns + dx;
      return height[at]! < height[i]! && height[at]! < limit[at]!;
    });
  }
  const all = [...before, ...after];
  for (let next = 0; next < queue.length; next++) {
    const i = queue[next]!;
    const [y, x] = [Math.floor(i / columns), i % columns];
    for (const [dy, dx] of all) {
      if (y + dy < 0 || y + dy >= rows || x + dx < 0 || x + dx >= columns) continue;
      const at = i + dy * columns + dx;
      if (height[at]! >= height[i]! || height[at]! === limit[at]!) continue;
      height[at] = Math.min(height[i]!, limit[at]!);
      queue.push(at);
    }
  }
}
