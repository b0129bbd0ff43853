import type { ValueRange } from './value-range.ts';

/** Paints values on a canvas of as many pixels, row by row; pixels without a value stay transparent. */
export function paintValues(canvas: HTMLCanvasElement, values: Float32Array, { scale, low, high }: ValueRange): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const image = context.createImageData(canvas.width, canvas.height);
  const factor = 255 / (high - low);
  for (let i = 0; i < values.length; i++) {
    const step = Math.min(255, Math.max(0, Math.round((values[i]! - low) * factor)));
    image.data[4 * i] = scale[3 * step]!;
    image.data[4 * i + 1] = scale[3 * step + 1]!;
    image.data[4 * i + 2] = scale[3 * step + 2]!;
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
