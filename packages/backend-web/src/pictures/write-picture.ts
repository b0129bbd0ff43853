import type { Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { canvasImage } from './canvas-image.ts';

/**
 * Writes a picture on a canvas, pixel by pixel; the canvas takes the picture's size. To show it larger or smaller use CSS, or
 * `resize` of `@cv/classical`.
 *
 * @param target a canvas of the page or of a worker, which has no other context than `2d`
 * @param picture uint8 [0, 255], `gray` or `srgb`, either layout
 * @throws {OptionError} for other number formats, ranges and colour spaces, or when the canvas is used by WebGL or WebGPU
 * @example
 * ```ts
 * writePicture(document.querySelector('canvas')!, await readPicture('photo.jpg'));
 * ```
 */
export function writePicture(target: HTMLCanvasElement | OffscreenCanvas, picture: Picture): void {
  const image = canvasImage(picture, { where: 'writePicture' });
  const context = target.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (context === null) {
    throw new OptionError(
      'writePicture: expects a canvas for 2d drawing, received one with another context; use a new one',
    );
  }
  target.width = picture.width;
  target.height = picture.height;
  context.putImageData(image, 0, 0);
}
