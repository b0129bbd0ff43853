import { type Picture, PictureError } from '@cv/image';
import type { LabelMap } from '../../label-map/label-map.ts';
import { requireFinite } from '../../require-finite.ts';
import { clusterPixels } from './cluster-pixels.ts';
import { enforceConnectivity } from './enforce-connectivity.ts';
import { seedGrid } from './seed-grid.ts';
import { slicColors } from './slic-colors.ts';

/** How many superpixels, and what they look like. */
export interface SlicOptions {
  /** About how many. Default 100. */
  readonly segments?: number | undefined;
  /** How much place counts against colour: more makes them square. Default 10. */
  readonly compactness?: number | undefined;
  /** Steps of k-means. Default 10. */
  readonly maxIterations?: number | undefined;
  /** Whether every superpixel is made one connected piece, and small ones join a neighbour. Default true. */
  readonly enforceConnectivity?: boolean | undefined;
  /** Smaller pieces join a neighbour: part of the mean size. Default 0.5. */
  readonly minSizeFactor?: number | undefined;
  /** Larger pieces are cut: times the mean size. Default 3. */
  readonly maxSizeFactor?: number | undefined;
}

/**
 * Parts a picture into superpixels of one size: k-means in place and colour, in which a centre only looks at pixels around it.
 *
 * Colours are compared in L*a*b*, gray as it is. Before that values are stretched so that the smallest of all channels is 0 and the largest 1: what
 * `compactness` means does not depend on the range.
 *
 * @param picture `gray` or `srgb`, without alpha; or `lab`, `hsv`, ... that are compared as they are
 * @returns a label from 1 for each pixel
 * @throws {PictureError} `channels` for a picture with alpha, `value` for NaN or infinite pixels, `option` for numbers that are not above 0
 * @source Achanta, Shaji, Smith, Lucchi, Fua, Suesstrunk 2012: SLIC superpixels compared to state-of-the-art superpixel methods;
 *   skimage.segmentation.slic in float64 (`sigma`, `mask` and `slic_zero` left out). A picture in another space than sRGB is not stretched
 * @example
 * const map = slic(photo, { segments: 200, compactness: 20 });
 * const mosaic = paintMeans(photo, map);
 */
export function slic(picture: Picture, options: SlicOptions = {}): LabelMap {
  const { segments = 100, compactness = 10, maxIterations = 10, minSizeFactor = 0.5, maxSizeFactor = 3 } = options;
  requireFinite('slic', picture);
  if (picture.hasAlpha) {
    const message = `slic: expects 1 or 3 channels, received ${picture.channels}; use dropAlpha first`;
    throw new PictureError('channels', message, { received: picture.channels });
  }
  requireAbove0({ segments, compactness, maxIterations, minSizeFactor, maxSizeFactor });
  const { width, height } = picture;
  const grid = seedGrid(width, height, segments);
  const colors = slicColors(picture, compactness);
  const labels = clusterPixels({ colors, width, height }, grid, maxIterations);
  const centers = grid.x.length;
  if (options.enforceConnectivity === false) return { labels, width, height, count: centers };
  const mean = (width * height) / centers;
  const [least, most] = [Math.trunc(minSizeFactor * mean), Math.max(1, Math.trunc(maxSizeFactor * mean))];
  return enforceConnectivity({ labels, width, height, count: centers }, least, most);
}

function requireAbove0(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    const whole = name === 'segments' || name === 'maxIterations';
    if (Number.isFinite(value) && value > 0 && (!whole || Number.isInteger(value))) continue;
    const message = `slic: ${name} must be a ${whole ? 'whole ' : 'finite '}number above 0, not ${value}`;
    throw new PictureError('option', message, { [name]: value });
  }
}
