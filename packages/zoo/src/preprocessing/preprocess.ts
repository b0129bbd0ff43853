import type { Picture } from '@cv/image';
import { borderMedian } from './border-median.ts';
import { colorPlanes } from './color-planes.ts';
import { cropPlane } from './crop-plane.ts';
import { grayPlane, type Plane } from './gray-plane.ts';
import { inputWindow } from './input-window.ts';
import type { PreprocessingRecipe } from './recipe.ts';
import { resizePlane } from './resize-plane.ts';

/** Pictures as the values of a tensor. */
export interface PreprocessedImages {
  /** Normalised values, row-major. */
  readonly images: Float32Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
}

/**
 * Makes the input of a model from pictures of any size, colour, number format and alpha: gray or colour, inverted where the recipe asks
 * for light on dark and the border is light, resized, filled up with the background or cut, normalised.
 *
 * A picture that has the recipe's size already keeps its pixels; a digit is not cut out or centred. Transparent parts of a colour
 * picture are white.
 * @param pictures borrowed.
 * @returns float32 `[N, H, W, C]`, `(value - mean) / std` of values from 0 to 1; C is 1 (`gray`) or 3 (`rgb`, `bgr`).
 * @throws PictureError for a colour space without luma, or none of gray and sRGB where the recipe asks for colour.
 * @example
 * ```ts
 * const { images, shape } = preprocess([picture], models.lenet5.preprocessing);
 * const logits = model.forward(tensor(images, shape));
 * ```
 */
export function preprocess(pictures: readonly Picture[], recipe: PreprocessingRecipe): PreprocessedImages {
  const [height, width] = recipe.size;
  const channels = recipe.channels === 'gray' ? 1 : 3;
  const images = new Float32Array(pictures.length * height * width * channels);
  for (const [index, picture] of pictures.entries()) {
    const planes = recipe.channels === 'gray' ? [grayPlane(picture)] : colorPlanes(picture);
    if (recipe.channels === 'bgr') planes.reverse();
    for (const [channel, plane] of planes.entries()) {
      const { data } = fitted(recipe.polarity === 'light-on-dark' ? lightOnDark(plane) : plane, recipe);
      const mean = recipe.mean[channel]!;
      const std = recipe.std[channel]!;
      let at = index * height * width * channels + channel;
      for (let i = 0; i < data.length; i++, at += channels) images[at] = (data[i]! - mean) / std;
    }
  }
  return { images, shape: [pictures.length, height, width, channels] };
}

function fitted(plane: Plane, recipe: PreprocessingRecipe): Plane {
  if (recipe.fit === 'crop') return cropPlane(plane, recipe);
  const [height, width] = recipe.size;
  const data = new Float32Array(height * width);
  placeFitted(plane, recipe, data);
  return { data, width, height };
}

/** Inverts a picture whose border is light. */
function lightOnDark(plane: Plane): Plane {
  return borderMedian(plane) > 0.5 ? { ...plane, data: plane.data.map((value) => 1 - value) } : plane;
}

/** Writes the picture to the middle of `values`, as large as fits, on its background. */
function placeFitted(plane: Plane, { size, interpolation }: PreprocessingRecipe, values: Float32Array): void {
  const { resized, left, top } = inputWindow(plane, { size, fit: 'pad' });
  const fitted = resizePlane(plane, { ...resized, filter: interpolation });
  values.fill(borderMedian(plane));
  for (let row = 0; row < fitted.height; row++) {
    const from = row * fitted.width;
    values.set(fitted.data.subarray(from, from + fitted.width), (row - top) * size[1] - left);
  }
}
