import { resize } from '@cv/classical';
import { convertPicture, createPicture, dropAlpha, type Picture, toRgb } from '@cv/image';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import type { Region } from '../preprocessing/input-region.ts';
import { type Colormap, colormaps, colorTable } from './colormap.ts';
import type { Heatmap } from './heatmap.ts';

/** Options of {@link overlayHeatmap}. */
export interface OverlayOptions {
  /** Colours of the map. */
  colormap?: Colormap;
  /** Weight of the map, 0 (only the picture) to 1 (only the map). */
  alpha?: number;
  /**
   * Percent of the map's values, the largest, that get the strongest colour together: a few pixels of a saliency are so much larger than the
   * rest that it would be dark.
   */
  outlierPercentile?: number;
  /** Which part of the picture the map is of, as `inputRegion` says; the whole picture when left out. */
  region?: Region;
}

/**
 * Lays a heatmap in colours over the picture that it explains: enlarged bilinearly to the part that the model saw; the rest of the picture
 * stays as it is.
 * @param picture gray or sRGB, of any size and number format; transparent parts are white; not changed.
 * @param heatmap values from 0 to 1.
 * @returns uint8 sRGB of the size of the picture, interleaved.
 * @throws OptionError for an unknown colormap, an `alpha` outside 0 to 1, a percentile outside 0 to below 100, and a region without area; ShapeError when the map has not the values
 * that it says; PictureError for a colour space other than gray and sRGB.
 * @example
 * ```ts
 * const region = inputRegion(picture, models.resnet50.preprocessing);
 * await writePicture('dog-grad-cam.png', overlayHeatmap(picture, heatmap, { region }));
 * ```
 */
export function overlayHeatmap(
  picture: Picture,
  heatmap: Pick<Heatmap, 'map' | 'height' | 'width'>,
  { colormap = 'turbo', alpha = 0.5, outlierPercentile = 0, region = whole(picture) }: OverlayOptions = {},
): Picture<Uint8Array> {
  checkOptions({ colormap, alpha, outlierPercentile, region });
  const { data, left, top, width, height } = enlarged(heatmap, region);
  const result = opaqueRgb(picture);
  const colors = colorTable(colormap);
  const strongest = 255 / withoutOutliers(heatmap.map, outlierPercentile);
  const [firstRow, lastRow] = [Math.max(0, top), Math.min(picture.height, top + height)];
  const [firstColumn, lastColumn] = [Math.max(0, left), Math.min(picture.width, left + width)];
  for (let row = firstRow; row < lastRow; row++) {
    let from = (row - top) * width + firstColumn - left;
    let at = (row * picture.width + firstColumn) * 3;
    for (let column = firstColumn; column < lastColumn; column++, from++) {
      const color = Math.round(Math.min(255, Math.max(0, data[from]! * strongest))) * 3;
      for (let channel = 0; channel < 3; channel++, at++) {
        result.data[at] = Math.round((1 - alpha) * result.data[at]! + alpha * colors[color + channel]!);
      }
    }
  }
  return result;
}

const whole = ({ width, height }: Picture): Region => ({ x: 0, y: 0, width, height });

function checkOptions({ colormap, alpha, outlierPercentile, region }: Required<OverlayOptions>): void {
  if (!Object.hasOwn(colormaps, colormap)) {
    const known = Object.keys(colormaps).join(', ');
    throw new OptionError(`overlayHeatmap: colormap is '${colormap}', expected one of ${known}`, { colormap });
  }
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new OptionError(`overlayHeatmap: alpha is ${alpha}, expected 0 to 1`, { alpha });
  }
  if (!(outlierPercentile >= 0 && outlierPercentile < 100)) {
    throw new OptionError(`overlayHeatmap: outlierPercentile is ${outlierPercentile}, expected 0 to below 100`, {
      outlierPercentile,
    });
  }
  const { x, y, width, height } = region;
  if (Number.isFinite(x) && Number.isFinite(y) && width > 0 && height > 0) return;
  throw new OptionError(`overlayHeatmap: a region of ${width} x ${height} at ${x}, ${y} has no area`, { region });
}

/** The value that gets the strongest colour: 1, or less where the largest values count as outliers. */
function withoutOutliers(map: Float32Array, percentile: number): number {
  if (percentile === 0) return 1;
  const rising = map.toSorted();
  const largest = rising[Math.ceil(rising.length * (1 - percentile / 100)) - 1]!;
  return largest > 0 ? largest : 1;
}

/** The map in the pixels of the picture, and where it starts there. */
function enlarged({ map, height, width }: Pick<Heatmap, 'map' | 'height' | 'width'>, region: Region) {
  if (map.length !== height * width) {
    throw new ShapeError(`overlayHeatmap: the map has ${map.length} values, expected ${height} x ${width}`, {
      expected: [height, width],
      received: [map.length],
    });
  }
  const size = { width: Math.max(1, Math.round(region.width)), height: Math.max(1, Math.round(region.height)) };
  const plane = createPicture({ data: map, width, height, channels: 1 });
  const { data } = resize(plane, { ...size, filter: 'bilinear' });
  return { data, left: Math.round(region.x), top: Math.round(region.y), ...size };
}

/** A copy in red, green and blue of 0 to 255. */
function opaqueRgb(picture: Picture): Picture<Uint8Array> {
  const rgb = toRgb(picture);
  const opaque = rgb.hasAlpha ? dropAlpha(rgb, { background: rgb.range[1] }) : rgb;
  return convertPicture(opaque, { dtype: 'uint8', layout: 'interleaved', range: [0, 255] });
}
