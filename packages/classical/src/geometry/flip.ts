import { type Picture, PictureError } from '@cv/image';
import { asGrid, asPicture } from '../pixel-grid.ts';
import { copyBlock } from './copy-block.ts';

/**
 * Mirrors a picture: left and right change places (`horizontal`, the default), or top and bottom (`vertical`).
 *
 * @returns everything but the order of pixels stays
 * @throws {PictureError} `option` for another direction
 * @source torchvision's hflip and vflip; OpenCV flip with 1 and 0
 * @example
 * const mirrored = flip(photo);
 */
export function flip(picture: Picture, direction: 'horizontal' | 'vertical' = 'horizontal'): Picture {
  if (direction !== 'horizontal' && direction !== 'vertical') {
    const message = `flip: expects horizontal or vertical, received ${String(direction)}`;
    throw new PictureError('option', message, { direction });
  }
  const { width, height } = picture;
  const order = (length: number, turned: boolean): Int32Array =>
    Int32Array.from({ length }, (_, i) => (turned ? length - 1 - i : i));
  const columns = order(width, direction === 'horizontal');
  return asPicture(copyBlock(asGrid(picture), { rows: order(height, direction === 'vertical'), columns }), picture);
}
