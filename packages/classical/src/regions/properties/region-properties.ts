import type { Picture } from '@cv/image';
import type { Point } from '../../geometry/transform-from-points.ts';
import type { Rectangle } from '../../integral/rectangle-sum.ts';
import type { LabelMap } from '../../label-map/label-map.ts';
import { requireLabels } from '../require-labels.ts';
import { requireSameSize } from '../require-same-size.ts';
import { type RegionEllipse, regionEllipse } from './region-ellipse.ts';
import { convexAreas } from './region-hulls.ts';
import { type RegionIntensity, regionIntensities } from './region-intensities.ts';
import { regionMoments } from './region-moments.ts';
import { regionEulerNumbers, regionPerimeters } from './region-outlines.ts';

/** What a region looks like. Lengths in pixels, areas in their number. */
export interface RegionProperties extends RegionEllipse {
  readonly label: number;
  /** Pixels. */
  readonly area: number;
  readonly boundingBox: Rectangle;
  /** Mean x and y of the centres of the pixels. */
  readonly centroid: Point;
  /** Diameter of a disc of the same area. */
  readonly equivalentDiameter: number;
  /** Part of the bounding box that it fills. */
  readonly extent: number;
  /** Axis of the ellipse that has the same second moments. */
  readonly majorAxisLength: number;
  readonly minorAxisLength: number;
  /** Of that ellipse: 0 for a circle, towards 1 for a line. */
  readonly eccentricity: number;
  /** From the vertical to the major axis, -pi/2 to pi/2, counter-clockwise. */
  readonly orientationRad: number;
  /** Length of all outlines, those of holes too. */
  readonly perimeter: number;
  /** Parts less holes, where 8 neighbours touch. */
  readonly eulerNumber: number;
  /** Pixels in the convex hull. */
  readonly convexArea: number;
  /** Part of its convex hull that it fills. */
  readonly solidity: number;
  /** Only with a picture. */
  readonly intensity?: RegionIntensity | undefined;
}

/**
 * Measures every region of a label map.
 *
 * @param map labels of 0 (no region) to any number
 * @param picture any picture of the same size, to measure intensities in
 * @returns in the order of labels; those without a pixel are left out
 * @throws {PictureError} `size` for a picture of another size, `value` for labels that are not 0 to the count of the map
 * @source skimage.measure.regionprops (`area`, `bbox`, `centroid`, `equivalent_diameter_area`, `extent`, `axis_major_length`, `axis_minor_length`,
 *   `eccentricity`, `orientation`, `perimeter`, `euler_number`, `area_convex`, `solidity`, `intensity_mean`, ...) with x before y
 * @example
 * const round = regionProperties(coins).filter(({ eccentricity, area }) => eccentricity < 0.5 && area > 100);
 */
export function regionProperties(map: LabelMap, picture?: Picture): readonly RegionProperties[] {
  requireLabels('regionProperties', map, 'map');
  const { width, height, count } = map;
  if (picture !== undefined) requireSameSize('regionProperties', picture, { width, height, name: 'labels' });
  const moments = regionMoments(map);
  const perimeters = regionPerimeters(map);
  const eulerNumbers = regionEulerNumbers(map);
  const hulls = convexAreas(map, moments);
  const intensityOf = picture && regionIntensities(map, picture);
  const regions: RegionProperties[] = [];
  for (let label = 1; label <= count; label++) {
    const area = moments.areas[label]!;
    if (area === 0) continue;
    const [x, y] = [moments.left[label]!, moments.top[label]!];
    const boundingBox = { x, y, width: moments.right[label]! - x + 1, height: moments.bottom[label]! - y + 1 };
    const [varianceX, varianceY] = [moments.varianceX[label]!, moments.varianceY[label]!];
    regions.push({
      label,
      area,
      boundingBox,
      centroid: [moments.centerX[label]!, moments.centerY[label]!],
      equivalentDiameter: Math.sqrt((4 * area) / Math.PI),
      extent: area / (boundingBox.width * boundingBox.height),
      ...regionEllipse({ varianceX, varianceY, covariance: moments.covariance[label]! }),
      perimeter: perimeters[label]!,
      eulerNumber: eulerNumbers[label]!,
      convexArea: hulls[label]!,
      solidity: area / hulls[label]!,
      ...(intensityOf && { intensity: intensityOf(label) }),
    });
  }
  return regions;
}
