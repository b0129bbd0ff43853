import type { Plane } from './gray-plane.ts';
import { inputWindow } from './input-window.ts';
import type { PreprocessingRecipe } from './recipe.ts';
import { resizePlane } from './resize-plane.ts';

/** Resizes the shorter side to the recipe's `resize` and cuts out the middle. */
export function cropPlane(plane: Plane, recipe: CropRecipe): Plane {
  const [height, width] = recipe.size;
  const window = inputWindow(plane, { ...recipe, fit: 'crop' });
  const { left, top } = window;
  const resized = resizePlane(plane, { ...window.resized, filter: recipe.interpolation });
  const data = new Float32Array(height * width); // what reaches over the border stays black, as in torchvision
  const [fromColumn, toColumn] = [Math.max(0, left), Math.min(resized.width, left + width)];
  for (let row = Math.max(0, top); row < Math.min(resized.height, top + height); row++) {
    const line = resized.data.subarray(row * resized.width + fromColumn, row * resized.width + toColumn);
    data.set(line, (row - top) * width + fromColumn - left);
  }
  return { data, width, height };
}

type CropRecipe = Pick<PreprocessingRecipe, 'size' | 'resize' | 'smaller' | 'interpolation'>;
