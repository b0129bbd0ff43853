import { UnsupportedError } from '@cv/tensor/errors';
import type { TileReader } from './pixel-tiles.ts';

/**
 * Reads tiles by drawing them 1:1 on a canvas.
 *
 * A canvas of bytes holds colours premultiplied, which rounds those of half transparent pixels; float16, where the browser
 * has it, keeps them. What is fully transparent comes out black.
 */
export function canvasTiles(bitmap: ImageBitmap, { opaque }: { readonly opaque: boolean }): TileReader {
  return async ({ left, top, width, height }) => {
    const settings = { willReadFrequently: true, colorType: opaque ? 'unorm8' : 'float16' };
    const context = new OffscreenCanvas(width, height).getContext('2d', settings);
    if (context === null) {
      throw new UnsupportedError(
        `readPicture: this browser gives no canvas of ${width} x ${height} pixels; close other tabs, or reload the page`,
      );
    }
    context.drawImage(bitmap, -left, -top);
    return context.getImageData(0, 0, width, height).data;
  };
}
