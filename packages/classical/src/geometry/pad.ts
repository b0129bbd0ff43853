import { type Picture, PictureError } from '@cv/image';
import { type BorderMode, type BorderOptions, borderIndex, requireBorder } from '../border/border-mode.ts';
import { asGrid, asPicture } from '../pixel-grid.ts';
import { copyBlock } from './copy-block.ts';

/** How many pixels to add on each side. */
export interface PadOptions extends BorderOptions {
  readonly top?: number | undefined;
  readonly bottom?: number | undefined;
  readonly left?: number | undefined;
  readonly right?: number | undefined;
}

/**
 * Adds pixels around a picture, of its own (`border`) or of one value.
 *
 * @param options `border` defaults to `constant`, `fill` to 0: black, and transparent where there is alpha
 * @returns number format, layout, range, channels and colour space stay
 * @throws {PictureError} `option` for sizes that are no whole numbers from 0, an unknown border or a fill that is not finite
 * @source numpy.pad: `reflect` is its 'symmetric', `mirror` its 'reflect', `nearest` its 'edge'; OpenCV copyMakeBorder
 * @example
 * const square = pad(photo, { left: 20, right: 20, border: 'nearest' });
 */
export function pad(picture: Picture, options: PadOptions): Picture {
  const { top = 0, bottom = 0, left = 0, right = 0, border = 'constant', fill = 0 } = options;
  requireBorder('pad', border, fill);
  for (const [name, value] of Object.entries({ top, bottom, left, right })) {
    if (Number.isInteger(value) && value >= 0) continue;
    throw new PictureError('option', `pad: ${name} must be a whole number of at least 0, not ${value}`, {
      [name]: value,
    });
  }
  const rows = sources(picture.height, [top, bottom], border);
  const columns = sources(picture.width, [left, right], border);
  return asPicture(copyBlock(asGrid(picture), { rows, columns, fill }), picture);
}

function sources(length: number, [before, after]: readonly [number, number], border: BorderMode): Int32Array {
  return Int32Array.from({ length: before + length + after }, (_, i) => borderIndex(i - before, length, border));
}
