import type { Picture } from '@cv/image';
import type { LabelMap } from '../label-map/label-map.ts';
import { WatershedFlood } from './watershed-flood.ts';
import type { WatershedOptions } from './watershed-options.ts';

/**
 * Floods a picture from markers: the lowest pixel that touches a region joins it next, of equal ones the one that was reached first. Regions meet at the crests.
 *
 * @param picture one channel, such as the steepness of a picture or the negative depth of shapes
 * @returns a label for each pixel that a marker reaches; `count` is that of the markers
 * @throws {PictureError} `channels` for more than one, `size` for markers or a mask of another size, `value` for NaN or infinite pixels and for labels
 *   that are not 0 to the count of the markers, `option` for a compactness below 0 or a connectivity that is neither 4 nor 8
 * @source Beucher, Meyer 1993: The morphological approach to segmentation; Neubert, Protzel 2014: Compact watershed and preemptive SLIC;
 *   skimage.segmentation.watershed (with `connectivity` 1 for 4 and 2 for 8), equal label by label
 * @example
 * const depth = distanceTransform(mask);
 * const valleys = createPicture({ ...depth, data: depth.data.map((value) => -value), range: [-depth.range[1], 0] });
 * const coins = watershed(valleys, { markers: distanceMarkers(depth), mask });
 */
export function watershed(picture: Picture, options: WatershedOptions): LabelMap {
  const flood = new WatershedFlood('watershed', picture, options);
  flood.advance(Number.POSITIVE_INFINITY);
  return { labels: flood.labels, width: picture.width, height: picture.height, count: options.markers.count };
}
