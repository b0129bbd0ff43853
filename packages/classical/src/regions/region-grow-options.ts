import { type Picture, PictureError } from '@cv/image';
import type { Point } from '../geometry/transform-from-points.ts';
import type { LabelMap } from '../label-map/label-map.ts';
import { requireFinite } from '../require-finite.ts';
import type { Connectivity } from './neighbors.ts';
import { requireMarkers } from './require-markers.ts';
import { seedPixels } from './seed-pixel.ts';

/** What may join a region. */
export interface RegionGrowOptions {
  /** How far a pixel may be from the region that it joins, in the units of the picture. Default Infinity: everything is divided among the seeds. */
  readonly tolerance?: number | undefined;
  /** What a pixel is compared with: the `mean` of the region so far (default), or that of its `seed`, which stays. */
  readonly reference?: 'mean' | 'seed' | undefined;
  /** Whether pixels where regions meet stay 0. Default false. */
  readonly line?: boolean | undefined;
  /** Default 8. */
  readonly connectivity?: Connectivity | undefined;
}

/** Where regions begin: points, each a region, or markers of any shape. */
export type Seeds = readonly Point[] | LabelMap;

/** The seeds as a new label map; of two points at one pixel the first counts. @throws {PictureError} as {@link regionGrow} says */
export function checkedSeeds(where: string, picture: Picture, seeds: Seeds, options: RegionGrowOptions): LabelMap {
  const { tolerance = Number.POSITIVE_INFINITY, reference = 'mean' } = options;
  requireFinite(where, picture);
  if (!(tolerance >= 0)) {
    throw new PictureError('option', `${where}: tolerance must be at least 0, not ${tolerance}`, { tolerance });
  }
  if (reference !== 'mean' && reference !== 'seed') {
    const message = `${where}: reference must be mean or seed, not ${String(reference)}`;
    throw new PictureError('option', message, { reference });
  }
  if ('labels' in seeds) {
    requireMarkers(where, picture, seeds);
    return { ...seeds, labels: seeds.labels.slice() };
  }
  const { width, height } = picture;
  const labels = new Int32Array(width * height);
  for (const [i, pixel] of seedPixels(where, picture, seeds).entries()) if (labels[pixel] === 0) labels[pixel] = i + 1;
  return { labels, width, height, count: seeds.length };
}
