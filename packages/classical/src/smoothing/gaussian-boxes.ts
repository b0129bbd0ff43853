import { createPicture, type Picture } from '@cv/image';
import type { SettledFilterOptions } from '../filters/filter-options.ts';
import { box } from './box.ts';

const PASSES = 3;

/**
 * Three boxes in a row, whose sizes are odd numbers that together have the variance of the Gaussian.
 * @source P. Kovesi: Fast almost-Gaussian filtering, DICTA 2010
 */
export function gaussianBoxes(
  picture: Picture,
  { down, across }: { readonly down: number; readonly across: number },
  { output, ...beyond }: SettledFilterOptions,
): Picture {
  const [heights, widths] = [boxSizes(down), boxSizes(across)];
  let result = picture;
  for (let pass = 0; pass < PASSES; pass++) {
    const last = pass === PASSES - 1 && output === 'same';
    const size = [heights[pass]!, widths[pass]!] as const;
    // The last pass rounds to the number format that the first one got.
    result =
      last && !(picture.data instanceof Float32Array)
        ? roundedLike(box(result, { size, ...beyond, output: 'float32' }), picture)
        : box(result, { size, ...beyond, output: 'float32' });
  }
  return result;
}

function roundedLike(floats: Picture, like: Picture): Picture {
  const clamped = like.data instanceof Uint8Array ? Uint8ClampedArray.from(floats.data) : undefined;
  const data = clamped ? new Uint8Array(clamped.buffer) : Uint16Array.from(floats.data, Math.round);
  return createPicture({ ...floats, data, range: like.range });
}

function boxSizes(sigma: number): readonly number[] {
  const ideal = Math.floor(Math.sqrt((12 * sigma * sigma) / PASSES + 1));
  const small = ideal % 2 === 0 ? ideal - 1 : ideal;
  const variance = 12 * sigma * sigma - PASSES * (small * small + 4 * small + 3);
  const smallOnes = Math.round(variance / (-4 * small - 4));
  return Array.from({ length: PASSES }, (_, i) => (i < smallOnes ? small : small + 2));
}
