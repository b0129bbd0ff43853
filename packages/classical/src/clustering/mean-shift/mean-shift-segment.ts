import { type ColorSpace, createPicture, type Picture } from '@cv/image';
import type { LabelMap } from '../../label-map/label-map.ts';
import { pixelFeatures } from '../pixel-features.ts';
import { requireAmount } from '../require-amount.ts';
import { requireCount } from '../require-count.ts';
import { fuseRegions } from './fuse-regions.ts';
import { shiftColors } from './shift-colors.ts';

/** How coarse the regions are. */
export interface MeanShiftSegmentOptions {
  /** Radius of the circle that counts, pixels, above 0. Default 7. */
  readonly radiusPx?: number | undefined;
  /** How far colours may be apart, in the units of the colour space, above 0. Default 6.5, which is meant for `lab`. */
  readonly colorRadius?: number | undefined;
  /** Smaller regions join a neighbour. Default 20. */
  readonly minRegionPx?: number | undefined;
  /** Default `lab`. */
  readonly colorSpace?: ColorSpace | undefined;
  /** Steps of a pixel. Default 100. */
  readonly maxIterations?: number | undefined;
}

/** What {@link meanShiftSegment} gives. */
export interface MeanShiftSegmentResult {
  /** Connected regions (8), labels 1 to `count` in the order of their first pixels. */
  readonly map: LabelMap;
  /** The colour where each pixel's mean shift ends: float32 in the colour space that was asked for. */
  readonly modes: Picture<Float32Array>;
}

/**
 * Parts a picture into connected regions: filters it by mean shift in place and colour, joins neighbouring pixels, then neighbouring regions, whose modes
 * are closer than half the colour radius until there are none, and regions that are too small to the most similar neighbour.
 *
 * @param picture any picture; alpha does not count
 * @returns regions and modes. Takes 12 bytes per value of a pixel and 8 per pixel while it works, so that it is for pictures of some megapixels
 * @throws {PictureError} `value` for NaN or infinite pixels, `option` for what is none, `color-space` for an unknown one
 * @source Comaniciu, Meer 2002: Mean shift: a robust approach toward feature space analysis, section 4.2, with the fusion of the authors' program EDISON.
 *   Deviations: L*a*b* for L*u*v*, and no edge map
 * @example
 * const { map } = meanShiftSegment(photo, { radiusPx: 7, colorRadius: 8, minRegionPx: 50 });
 * const poster = paintMeans(photo, map);
 */
export function meanShiftSegment(picture: Picture, options: MeanShiftSegmentOptions = {}): MeanShiftSegmentResult {
  const { radiusPx = 7, colorRadius = 6.5, minRegionPx = 20, colorSpace = 'lab', maxIterations = 100 } = options;
  requireAmount('meanShiftSegment', 'radiusPx', radiusPx, 'above zero');
  requireAmount('meanShiftSegment', 'colorRadius', colorRadius, 'above zero');
  requireCount('meanShiftSegment', 'minRegionPx', { value: minRegionPx, least: 0 });
  requireCount('meanShiftSegment', 'maxIterations', { value: maxIterations });
  const { values, dimensions } = pixelFeatures(picture, { colorSpace });
  const { width, height } = picture;
  const size = { width, height, channels: dimensions };
  const modes = shiftColors(values, { ...size, radiusPx, colorRadius, maxIterations });
  const { labels, count } = fuseRegions({ modes, ...size }, { distance: colorRadius / 2, minRegionPx });
  for (let i = 0; i < labels.length; i++) labels[i]!++;
  const range = colorSpace === 'lab' ? undefined : picture.colorSpace === 'lab' ? ([0, 1] as const) : picture.range;
  const channels = dimensions === 1 ? 1 : 3;
  const shown = createPicture({ data: modes, width, height, channels, colorSpace, range });
  return { map: { labels, width, height, count }, modes: shown };
}
