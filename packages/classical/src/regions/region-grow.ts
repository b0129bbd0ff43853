import type { Picture } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import type { RegionGrowOptions, Seeds } from './region-grow-options.ts';
import { RegionGrowth } from './region-growth.ts';

/**
 * Seeded region growing: of all pixels that touch a region the one that is most like it joins next, and moves its mean. With a `tolerance` what is
 * too far from the mean stays 0; with `reference: 'seed'` means do not move.
 *
 * @param picture any picture; colours are as far apart as their vectors, alpha included
 * @param seeds points, each of which begins a region (labels follow their order), or markers of any shape
 * @returns `count` is that of the seeds
 * @throws {PictureError} `option` for seeds outside or none and for options that are none, `size` for markers of another size, `value` for NaN or
 *   infinite pixels and for labels that are not 0 to the count of the markers
 * @source Adams, Bischof 1994: Seeded region growing, IEEE TPAMI 16(6). As there, a pixel keeps its place in the list when means move; of equal
 *   ones the one that was found first joins (there it is open). A pixel that touches several regions joins the nearest, with `line` none, which is
 *   their boundary pixel
 * @example
 * const { labels } = regionGrow(photo, [[40, 60], [200, 30]], { tolerance: 30 });
 */
export function regionGrow(picture: Picture, seeds: Seeds, options: RegionGrowOptions = {}): LabelMap {
  const growth = new RegionGrowth('regionGrow', picture, seeds, options);
  growth.advance(Number.POSITIVE_INFINITY);
  return growth.map;
}
