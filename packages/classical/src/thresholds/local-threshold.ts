import { createPicture, type Picture, PictureError } from '@cv/image';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { requireWindow } from './require-window.ts';
import { windowMoments } from './window-moments.ts';

/** A threshold for each pixel from the moments of its window. */
export function localThreshold(
  where: string,
  picture: Picture,
  { windowPx, k, level }: { windowPx: number; k: number; level: (mean: number, std: number) => number },
): Picture<Float32Array> {
  requireGray(where, picture);
  requireFinite(where, picture);
  requireWindow(where, windowPx);
  if (!Number.isFinite(k)) throw new PictureError('option', `${where}: k must be a finite number, not ${k}`, { k });
  const { width } = picture;
  const data = new Float32Array(picture.data.length);
  windowMoments(picture, { windowPx, border: 'mirror' }, (y, mean, std) => {
    for (let x = 0; x < width; x++) data[y * width + x] = level(mean[x]!, std[x]!);
  });
  return createPicture({ ...picture, data });
}
