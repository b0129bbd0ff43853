import { type ColorSpace, createPicture, dropAlpha, type Picture, PictureError, toGray } from '@cv/image';
import { convertColor } from '../color/convert-color.ts';
import { gradient } from '../edges/gradient.ts';
import { gradientMagnitude } from '../edges/gradient-magnitude.ts';
import { requireFinite } from '../require-finite.ts';
import { windowMoments } from '../thresholds/window-moments.ts';
import type { Points } from './points.ts';
import { requireAmount } from './require-amount.ts';

/** What says how alike two pixels are. */
export interface PixelFeaturesOptions {
  /** Space of the colours. Default that of the picture. `lab` is the one in which distances are close to how people see. */
  readonly colorSpace?: ColorSpace | undefined;
  /** How much a pixel of distance counts, in the units of the colours. Default 0: pixels have no place. */
  readonly positionWeight?: number | undefined;
  /** How much a unit of `texture` counts. Default 0. */
  readonly textureWeight?: number | undefined;
  /** Standard deviation of the gray values in a window, or the mean steepness (Sobel) there. Default `deviation`. */
  readonly texture?: 'deviation' | 'steepness' | undefined;
  /** Odd side of the window. Default 9. */
  readonly textureWindowPx?: number | undefined;
}

/**
 * The pixels of a picture as points: their colours, then (as asked for) texture, x and y.
 *
 * @param picture any picture; alpha does not count
 * @returns a point for each pixel, row by row. Colours alone share the pixels of an interleaved picture without alpha, anything else takes 4 bytes per
 *   number
 * @throws {PictureError} `value` for NaN or infinite pixels, `option` for weights or a window that are none, `color-space` for an unknown one
 * @example
 * const points = pixelFeatures(photo, { colorSpace: 'lab', positionWeight: 0.1 });
 */
export function pixelFeatures(picture: Picture, options: PixelFeaturesOptions = {}): Points {
  const { colorSpace = picture.colorSpace, positionWeight = 0, textureWeight = 0 } = options;
  requireAmount('pixelFeatures', 'positionWeight', positionWeight);
  requireAmount('pixelFeatures', 'textureWeight', textureWeight);
  requireFinite('pixelFeatures', picture);
  const opaque = opaqueOf(picture);
  const colors = colorSpace === picture.colorSpace ? opaque : convertColor(opaque, colorSpace);
  const channels = colors.channels;
  if (positionWeight === 0 && textureWeight === 0 && (channels === 1 || colors.layout === 'interleaved')) {
    return { values: colors.data, dimensions: channels };
  }
  const texture = textureWeight === 0 ? undefined : textureOf(opaque, options);
  const dimensions = channels + (texture ? 1 : 0) + (positionWeight > 0 ? 2 : 0);
  const { width, height, data } = colors;
  const values = new Float32Array(width * height * dimensions);
  const [pixel, channel] = colors.layout === 'interleaved' ? [channels, 1] : [1, width * height];
  for (let i = 0, at = 0; i < width * height; i++) {
    for (let c = 0; c < channels; c++) values[at++] = data[i * pixel + c * channel]!;
    if (texture !== undefined) values[at++] = textureWeight * texture[i]!;
    if (positionWeight === 0) continue;
    const x = i % width;
    values[at++] = positionWeight * x;
    values[at++] = (positionWeight * (i - x)) / width;
  }
  return { values, dimensions };
}

/** Without alpha, whatever is transparent: its colour counts as it is stored. */
function opaqueOf(picture: Picture): Picture {
  return picture.hasAlpha ? dropAlpha(picture) : picture;
}

function textureOf(
  picture: Picture,
  { texture = 'deviation', textureWindowPx = 9 }: PixelFeaturesOptions,
): Float32Array {
  if (!(Number.isInteger(textureWindowPx) && textureWindowPx > 0 && textureWindowPx % 2 === 1)) {
    const message = `pixelFeatures: textureWindowPx must be an odd whole number, not ${textureWindowPx}`;
    throw new PictureError('option', message, { textureWindowPx });
  }
  const gray = picture.channels === 1 ? picture : toGray(convertColor(picture, 'srgb'));
  const { width, height } = gray;
  const values = new Float32Array(width * height);
  const window = { windowPx: textureWindowPx, border: 'reflect' } as const;
  if (texture === 'deviation') {
    windowMoments(gray, window, (y, _, std) => values.set(std, y * width));
    return values;
  }
  if (texture !== 'steepness') {
    const message = `pixelFeatures: texture must be deviation or steepness, not ${String(texture)}`;
    throw new PictureError('option', message, { texture });
  }
  const steepness = gradientMagnitude(gradient(gray));
  windowMoments(createPicture({ ...steepness }), window, (y, mean) => values.set(mean, y * width));
  return values;
}
