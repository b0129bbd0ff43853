import type { PreprocessingRecipe } from './recipe.ts';

/** How a picture is resized, and where the input of the model lies in it then. */
export interface InputWindow {
  /** Size of the whole picture after it was resized. */
  readonly resized: { readonly width: number; readonly height: number };
  /** The input's corner in the resized picture; below 0 where the input reaches over it. */
  readonly left: number;
  readonly top: number;
}

/** What {@link inputWindow} must know of a recipe. */
export type WindowRecipe = Pick<PreprocessingRecipe, 'size' | 'resize' | 'smaller' | 'fit'>;

/**
 * The window of a recipe for pictures of one size. `crop`: the shorter side is resized and the middle cut out. `pad`: the picture is made as
 * large as fits, in the middle.
 * @source torchvision.transforms.Resize and CenterCrop: the longer side is rounded down, the corner of the cut to even
 */
export function inputWindow(
  picture: { readonly width: number; readonly height: number },
  { size: [height, width], fit, resize = Math.min(height, width), smaller = 'enlarge' }: WindowRecipe,
): InputWindow {
  if (fit === 'pad') {
    const scale = Math.min(width / picture.width, height / picture.height);
    const resized = {
      width: Math.max(1, Math.round(picture.width * scale)),
      height: Math.max(1, Math.round(picture.height * scale)),
    };
    return { resized, left: -((width - resized.width) >> 1), top: -((height - resized.height) >> 1) };
  }
  const [shorter, longer] = [Math.min(picture.width, picture.height), Math.max(picture.width, picture.height)];
  const side = smaller === 'keep' ? Math.min(resize, Math.max(shorter, height, width)) : resize;
  const other = Math.floor((side * longer) / shorter);
  const resized = picture.width <= picture.height ? { width: side, height: other } : { width: other, height: side };
  return { resized, left: cropStart(resized.width, width), top: cropStart(resized.height, height) };
}

/** Where a cut of `length` starts in a side of `from`; below 0 where the side is shorter. */
function cropStart(from: number, length: number): number {
  const half = (from - length) / 2;
  if (half < 0) return -Math.floor(-half);
  return Number.isInteger(half) ? half : 2 * Math.round(half / 2); // Python's round: halves to the even neighbour
}
