import { type LabelMap, paintLabels } from '@cv/classical';
import type { Picture } from '@cv/image';

const SHOWN = 10;

/** States on the way to a label map as pictures, about ten of them: for `--stages`. */
export function stepsShown(
  { width, height }: Picture,
  steps: (every: number) => Iterable<{ readonly map: LabelMap; readonly pixels: number }>,
): Readonly<Record<string, Picture>> {
  const pictures: Record<string, Picture> = {};
  for (const { map, pixels } of steps(Math.ceil((width * height) / SHOWN))) {
    pictures[`after-${pixels}`] = paintLabels(map);
  }
  return pictures;
}
