import { inputWindow, type WindowRecipe } from './input-window.ts';

/** A rectangle in a picture, in its pixels; it may reach over the border and lie between pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * What part of a picture the model sees: where the input that a recipe cuts out, or fills up, lies in the original.
 * @param picture any picture; its size alone counts.
 * @returns in pixels of the picture; with `fit: 'pad'` it is larger than the picture.
 * @example
 * ```ts
 * inputRegion({ width: 640, height: 480 }, models.resnet50.preprocessing); // { x: 110.1, y: 30, width: 420.5, height: 420 }
 * ```
 */
export function inputRegion(
  picture: { readonly width: number; readonly height: number },
  recipe: WindowRecipe,
): Region {
  const { resized, left, top } = inputWindow(picture, recipe);
  const [height, width] = recipe.size;
  const across = picture.width / resized.width;
  const down = picture.height / resized.height;
  return { x: left * across, y: top * down, width: width * across, height: height * down };
}
