import { createPicture, type Picture, PictureError } from '@cv/image';
import { emptyLike } from '../empty-like.ts';
import { asGrid, asPicture, type PixelGrid } from '../pixel-grid.ts';
import { flip } from './flip.ts';

/**
 * Turns a picture by quarters, anticlockwise; no pixel is lost or averaged.
 *
 * @param quarters whole number; negative turns clockwise
 * @returns width and height change places for an odd number
 * @throws {PictureError} `option` when `quarters` is no whole number
 * @source numpy.rot90
 * @example
 * const upright = rotate90(photo, -1); // clockwise
 */
export function rotate90(picture: Picture, quarters = 1): Picture {
  if (!Number.isInteger(quarters)) {
    throw new PictureError('option', `rotate90: quarters must be a whole number, not ${quarters}`, { quarters });
  }
  const turns = ((quarters % 4) + 4) % 4;
  if (turns === 0) return createPicture({ ...picture, data: picture.data.slice() });
  if (turns === 2) return flip(flip(picture), 'vertical');
  const across = asPicture(transposed(asGrid(picture)), picture);
  return flip(across, turns === 1 ? 'vertical' : 'horizontal');
}

/** Squares of this many pixels are turned at once, so that rows and columns both stay in the cache. */
const SQUARE = 32;

function transposed(grid: PixelGrid): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const out = emptyLike(data, data.length);
  for (let plane = 0; plane < planes; plane++) {
    const start = plane * rows * columns * channels;
    for (let top = 0; top < rows; top += SQUARE) {
      for (let left = 0; left < columns; left += SQUARE) {
        const bottom = Math.min(rows, top + SQUARE);
        const right = Math.min(columns, left + SQUARE);
        for (let x = left; x < right; x++) {
          let at = start + (x * rows + top) * channels;
          let from = start + (top * columns + x) * channels;
          for (let y = top; y < bottom; y++, from += (columns - 1) * channels) {
            for (let channel = 0; channel < channels; channel++) out[at++] = data[from++]!;
          }
        }
      }
    }
  }
  return { ...grid, data: out, rows: columns, columns: rows };
}
