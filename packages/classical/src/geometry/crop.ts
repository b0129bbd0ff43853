import { type Picture, PictureError } from '@cv/image';
import { asGrid, asPicture } from '../pixel-grid.ts';
import { copyBlock } from './copy-block.ts';

/** A rectangle of whole pixels. */
export interface CropOptions {
  /** Columns left of it. */
  readonly x: number;
  /** Rows above it. */
  readonly y: number;
  /** Pixels per row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}

/**
 * Cuts a rectangle out of a picture.
 *
 * @returns number format, layout, range, channels and colour space stay; the data are its own
 * @throws {PictureError} `size` when it does not lie inside of the picture, or is no rectangle of at least one whole pixel
 * @example
 * const face = crop(photo, { x: 120, y: 40, width: 64, height: 64 });
 */
export function crop(picture: Picture, { x, y, width, height }: CropOptions): Picture {
  const whole = [x, y, width, height].every(Number.isInteger) && x >= 0 && y >= 0 && width >= 1 && height >= 1;
  if (!whole || x + width > picture.width || y + height > picture.height) {
    const asked = `${width} x ${height} pixels from ${x}, ${y}`;
    const next = `expects a part of ${picture.width} x ${picture.height} pixels; pad the picture for what lies outside`;
    throw new PictureError('size', `crop: ${next}, received ${asked}`, { x, y, width, height });
  }
  const range = (length: number, first: number): Int32Array => Int32Array.from({ length }, (_, i) => first + i);
  return asPicture(copyBlock(asGrid(picture), { rows: range(height, y), columns: range(width, x) }), picture);
}
