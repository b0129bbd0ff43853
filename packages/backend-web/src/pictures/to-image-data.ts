import type { Picture } from '@cv/image';
import { canvasImage } from './canvas-image.ts';

/**
 * A picture as ImageData, for `putImageData` and for what else takes pixels in a page.
 *
 * @param picture uint8 [0, 255], `gray` or `srgb`, either layout
 * @returns four channels, sRGB; gray is repeated, a picture without alpha is opaque
 * @throws {OptionError} for other number formats, ranges and colour spaces: nothing is converted silently
 * @example
 * ```ts
 * canvas.getContext('2d')!.putImageData(toImageData(picture), 0, 0);
 * ```
 */
export function toImageData(picture: Picture): ImageData {
  return canvasImage(picture, { where: 'toImageData' });
}
