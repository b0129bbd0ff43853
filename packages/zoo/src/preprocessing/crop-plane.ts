import type { Plane } from './gray-plane.ts';
import type { PreprocessingRecipe } from './recipe.ts';
import { resizePlane } from './resize-plane.ts';

/**
 * Resizes the shorter side to the recipe's `resize` and cuts out the middle.
 * @source torchvision.transforms.Resize and CenterCrop: the longer side is rounded down, the corner of the cut to even
 */
export function cropPlane(
  plane: Plane,
  { size: [height, width], resize = Math.min(height, width), interpolation }: CropRecipe,
): Plane {
  const { width: fromWidth, height: fromHeight } = plane;
  const longer = Math.floor((resize * Math.max(fromWidth, fromHeight)) / Math.min(fromWidth, fromHeight));
  const target = fromWidth <= fromHeight ? { width: resize, height: longer } : { width: longer, height: resize };
  const resized = resizePlane(plane, { ...target, filter: interpolation });
  const left = cropStart(resized.width, width);
  const top = cropStart(resized.height, height);
  const data = new Float32Array(height * width); // what reaches over the border stays black, as in torchvision
  const [fromColumn, toColumn] = [Math.max(0, left), Math.min(resized.width, left + width)];
  for (let row = Math.max(0, top); row < Math.min(resized.height, top + height); row++) {
    const line = resized.data.subarray(row * resized.width + fromColumn, row * resized.width + toColumn);
    data.set(line, (row - top) * width + fromColumn - left);
  }
  return { data, width, height };
}

type CropRecipe = Pick<PreprocessingRecipe, 'size' | 'resize' | 'interpolation'>;

/** Where a cut of `length` starts in a side of `from`; below 0 where the side is shorter. */
function cropStart(from: number, length: number): number {
  const half = (from - length) / 2;
  if (half < 0) return -Math.floor(-half);
  return Number.isInteger(half) ? half : 2 * Math.round(half / 2); // Python's round: halves to the even neighbour
}
