import { type Picture, PictureError } from '@cv/image';
import { convertColor } from '../color/convert-color.ts';
import { colorBins } from './color-bins.ts';
import { type PixelFeaturesOptions, pixelFeatures } from './pixel-features.ts';
import type { Points } from './points.ts';

/** What of a picture is clustered. */
export interface SegmentPointsOptions extends PixelFeaturesOptions {
  /** Every pixel, or colours that have been counted in boxes. Default `exact`. */
  readonly mode?: 'exact' | 'quantized' | undefined;
  /** Boxes along each channel when quantized, see {@link colorBins}. Default 32. */
  readonly levels?: number | undefined;
}

/** The points of a picture; when quantized, also which one each pixel belongs to. */
export function segmentPoints(
  where: string,
  picture: Picture,
  options: SegmentPointsOptions,
): { readonly points: Points; readonly bins: Int32Array | undefined } {
  const { mode = 'exact', colorSpace = picture.colorSpace, levels } = options;
  if (mode === 'exact') return { points: pixelFeatures(picture, options), bins: undefined };
  if (mode !== 'quantized') {
    throw new PictureError('option', `${where}: mode must be exact or quantized, not ${String(mode)}`, { mode });
  }
  if ((options.positionWeight ?? 0) !== 0 || (options.textureWeight ?? 0) !== 0) {
    const message = `${where}: boxes of colours have neither position nor texture; use mode 'exact' for these`;
    throw new PictureError('option', message, { mode });
  }
  return colorBins(colorSpace === picture.colorSpace ? picture : convertColor(picture, colorSpace), { levels });
}
