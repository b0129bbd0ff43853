import { createPicture, type Picture, PictureError } from '@cv/image';
import type { Point } from '../geometry/transform-from-points.ts';
import { interleavedValues } from './interleaved-values.ts';
import { isOutside } from './is-outside.ts';
import { type Connectivity, type Neighbors, neighborOffsets, neighborsOf } from './neighbors.ts';
import { PixelStack } from './pixel-stack.ts';
import { seedPixel } from './seed-pixel.ts';

/** What belongs to a flood. */
export interface FloodOptions {
  /** How far a value may be from the one it is compared with, in every channel, in the units of the picture. Default 0: equal. */
  readonly tolerance?: number | undefined;
  /** What a pixel is compared with: the `seed` (default), or the `neighbor` that was flooded before, so that slow slopes are climbed. */
  readonly reference?: 'seed' | 'neighbor' | undefined;
  /** Default 8. */
  readonly connectivity?: Connectivity | undefined;
}

/**
 * What is connected to a pixel and looks like it.
 *
 * @param picture any picture; alpha counts like the other channels. NaN looks like nothing
 * @param seed x and y of a pixel, which belongs to the flood in any case
 * @returns a mask: uint8, 1 in the flood, range [0, 1]
 * @throws {PictureError} `option` for a seed outside, a tolerance that is not a number of at least 0, and words that are none
 * @source skimage.segmentation.flood; OpenCV floodFill with `FLOODFILL_FIXED_RANGE` (`seed`) and without (`neighbor`), both with 4 neighbours by
 *   default
 * @example
 * const sky = flood(photo, [10, 5], { tolerance: 12 });
 */
export function flood(picture: Picture, seed: Point, options: FloodOptions = {}): Picture<Uint8Array> {
  const { tolerance = 0, reference = 'seed', connectivity = 8 } = options;
  if (!(tolerance >= 0)) {
    throw new PictureError('option', `flood: tolerance must be at least 0, not ${tolerance}`, { tolerance });
  }
  if (reference !== 'seed' && reference !== 'neighbor') {
    const message = `flood: reference must be seed or neighbor, not ${String(reference)}`;
    throw new PictureError('option', message, { reference });
  }
  const neighbors = neighborsOf('flood', connectivity);
  const { width, height } = picture;
  const first = seedPixel('flood', picture, seed);
  const flooded = spread(picture, first, { neighbors, tolerance, fixed: reference === 'seed' });
  return createPicture({ data: flooded, width, height, channels: 1, range: [0, 1] });
}

function spread(
  picture: Picture,
  first: number,
  {
    neighbors,
    tolerance,
    fixed,
  }: { readonly neighbors: Neighbors; readonly tolerance: number; readonly fixed: boolean },
): Uint8Array {
  const { width, height, channels } = picture;
  const { dx, dy } = neighbors;
  const offsets = neighborOffsets(neighbors, width);
  const values = interleavedValues(picture);
  const flooded = new Uint8Array(width * height);
  const edge = new PixelStack();
  flooded[first] = 1;
  edge.push(first);
  while (edge.size > 0) {
    const pixel = edge.pop();
    const x = pixel % width;
    const y = (pixel - x) / width;
    const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
    const like = (fixed ? first : pixel) * channels;
    for (let n = 0; n < offsets.length; n++) {
      if (!inside && isOutside(x + dx[n]!, y + dy[n]!, width, height)) continue;
      const next = pixel + offsets[n]!;
      if (flooded[next] === 1) continue;
      const at = next * channels;
      let c = 0;
      while (c < channels && Math.abs(values[at + c]! - values[like + c]!) <= tolerance) c++;
      if (c < channels) continue;
      flooded[next] = 1;
      edge.push(next);
    }
  }
  return flooded;
}
