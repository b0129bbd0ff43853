import { createPicture, type Picture, PictureError } from '@cv/image';
import { requireAmount } from '../require-amount.ts';
import { requireCount } from '../require-count.ts';
import { type ColorBytes, doubled, halved } from './byte-pyramid.ts';
import { shiftBytes } from './shift-bytes.ts';

/** How far to look. */
export interface MeanShiftFilterOptions {
  /** Half the side of the window, pixels. Default 10. */
  readonly radiusPx?: number | undefined;
  /** How far colours may be apart, in the units of the picture. Default 20. */
  readonly colorRadius?: number | undefined;
  /** How often the picture is halved first: larger ones are faster and smooth more. 0 to 8. Default 0. */
  readonly maxLevel?: number | undefined;
  /** Steps of a pixel, 1 to 100. Default 5. */
  readonly maxIterations?: number | undefined;
  /** Ends when place and colour (squared) move no more than this. Default 1. */
  readonly epsilon?: number | undefined;
}

/**
 * Gives every pixel the colour where its mean shift ends: again and again it goes to the mean of the pixels within a square window whose colour is
 * close. Textures become flat, edges stay.
 *
 * @param picture uint8 of any layout, gray or colour; alpha stays as it is
 * @returns the same kind of picture. Takes 3 bytes per pixel besides it, 4 more with levels; and 7 in WebAssembly, which stay, up to 9 million pixels
 * @throws {PictureError} `dtype` for other than uint8, `option` for what is none
 * @source Comaniciu, Meer 2002: Mean shift: a robust approach toward feature space analysis, section 4.1; `cv2.pyrMeanShiftFiltering`, bit for bit (gray
 *   pictures, which that does not take, are compared by their one channel)
 * @example
 * const flat = meanShiftFilter(photo, { radiusPx: 8, colorRadius: 25 });
 */
export function meanShiftFilter(picture: Picture, options: MeanShiftFilterOptions = {}): Picture<Uint8Array> {
  const { radiusPx = 10, colorRadius = 20, maxLevel = 0, maxIterations = 5, epsilon = 1 } = options;
  for (const [name, value] of Object.entries({ radiusPx, colorRadius, epsilon })) {
    requireAmount('meanShiftFilter', name, value);
  }
  requireCount('meanShiftFilter', 'maxLevel', { value: maxLevel, least: 0, most: 8 });
  requireCount('meanShiftFilter', 'maxIterations', { value: maxIterations, most: 100 });
  const source = colorsOf(picture);
  const levels = [source];
  for (let level = 1; level <= maxLevel; level++) levels.push(halved(levels[level - 1]!));
  const farthest = Math.round(colorRadius * colorRadius);
  let above: ColorBytes | undefined;
  for (let level = maxLevel; level >= 0; level--) {
    const here = levels[level]!;
    const start = above === undefined ? undefined : doubled(above, here);
    above = shiftBytes(here, {
      radiusPx: Math.max(1, Math.fround(radiusPx / 2 ** level)),
      farthest,
      maxIterations,
      epsilon,
      start: start && { colors: start, edges: edgesOf(above!, here, Math.max(farthest, 16)) },
    });
  }
  return pictureOf(above!, picture);
}

/** Where a picture of half the size has neighbours of another colour, widened by a pixel: only these pixels are shifted anew (places as OpenCV has them). */
function edgesOf(small: ColorBytes, { width, height }: ColorBytes, farthest: number): Uint8Array {
  const edges = new Uint8Array(width * height);
  const { data } = small;
  for (let y = 1; y < small.height - 1; y++) {
    for (let x = 1; x < small.width - 1; x++) {
      if (!differs(data, y * small.width + x, { width: small.width, farthest })) continue;
      for (let down = 2 * y; down <= Math.min(2 * y + 2, height - 1); down++) {
        for (let across = 2 * x - 2; across <= Math.min(2 * x, width - 1); across++) edges[down * width + across] = 1;
      }
    }
  }
  return edges;
}

function differs(data: Uint8Array, pixel: number, { width, farthest }: { width: number; farthest: number }): boolean {
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      let distance = 0;
      for (let c = 0; c < 3; c++) distance += (data[pixel * 3 + c]! - data[(pixel + dy * width + dx) * 3 + c]!) ** 2;
      if (distance >= farthest) return true;
    }
  }
  return false;
}

/** Three bytes per pixel; those that a gray picture lacks are 0. */
function colorsOf({ data, width, height, channels, layout, hasAlpha }: Picture): ColorBytes {
  if (!(data instanceof Uint8Array)) {
    throw new PictureError(
      'dtype',
      'meanShiftFilter: expects uint8; use convertPicture first, or meanShiftSegment',
      {},
    );
  }
  const pixels = width * height;
  const colors = channels - Number(hasAlpha);
  const [pixel, channel] = layout === 'interleaved' ? [channels, 1] : [1, pixels];
  const bytes = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < colors; c++) bytes[i * 3 + c] = data[i * pixel + c * channel]!;
  }
  return { data: bytes, width, height };
}

function pictureOf({ data }: ColorBytes, like: Picture): Picture<Uint8Array> {
  const { width, height, channels, layout, hasAlpha } = like;
  const [pixel, channel] = layout === 'interleaved' ? [channels, 1] : [1, width * height];
  const out = Uint8Array.from(like.data);
  const colors = channels - Number(hasAlpha);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < colors; c++) out[i * pixel + c * channel] = data[i * 3 + c]!;
  }
  return createPicture({ ...like, data: out });
}
