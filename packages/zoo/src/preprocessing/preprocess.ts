import type { Picture } from '@cv/image';
import { borderMedian } from './border-median.ts';
import { grayPlane, type Plane } from './gray-plane.ts';
import type { PreprocessingRecipe } from './recipe.ts';
import { resizePlane } from './resize-plane.ts';

/** Pictures as the values of a tensor. */
export interface PreprocessedImages {
  /** Normalised values, row-major. */
  readonly images: Float32Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

/**
 * Makes the input of a model from pictures of any size, colour, number format and alpha: gray, inverted where the recipe asks for
 * light on dark and the border is light, resized to fit, filled up with the background, normalised.
 *
 * A picture that has the recipe's size already keeps its pixels; a digit is not cut out or centred.
 * @param pictures borrowed.
 * @returns float32 `[N, H, W, 1]`, `(value - mean) / std` of values from 0 to 1.
 * @throws PictureError for a colour space without luma.
 * @example
 * ```ts
 * const { images, shape } = preprocess([picture], models.lenet5.preprocessing);
 * const logits = model.forward(tensor(images, shape));
 * ```
 */
export function preprocess(pictures: readonly Picture[], recipe: PreprocessingRecipe): PreprocessedImages {
  const [height, width] = recipe.size;
  const images = new Float32Array(pictures.length * height * width);
  for (const [index, picture] of pictures.entries()) {
    const values = images.subarray(index * height * width, (index + 1) * height * width);
    placeFitted(lightOnDark(grayPlane(picture)), recipe, values);
    const mean = recipe.mean[0]!;
    const std = recipe.std[0]!;
    for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) / std;
  }
  return { images, shape: [pictures.length, height, width, 1] };
}

/** Inverts a picture whose border is light. */
function lightOnDark(plane: Plane): Plane {
  return borderMedian(plane) > 0.5 ? { ...plane, data: plane.data.map((value) => 1 - value) } : plane;
}

/** Writes the picture to the middle of `values`, as large as fits, on its background. */
function placeFitted(plane: Plane, { size: [height, width] }: PreprocessingRecipe, values: Float32Array): void {
  const scale = Math.min(width / plane.width, height / plane.height);
  const fitted = resizePlane(plane, {
    width: Math.max(1, Math.round(plane.width * scale)),
    height: Math.max(1, Math.round(plane.height * scale)),
  });
  const left = (width - fitted.width) >> 1;
  const top = (height - fitted.height) >> 1;
  values.fill(borderMedian(plane));
  for (let row = 0; row < fitted.height; row++) {
    const from = row * fitted.width;
    values.set(fitted.data.subarray(from, from + fitted.width), (top + row) * width + left);
  }
}
