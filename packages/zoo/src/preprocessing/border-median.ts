import type { Plane } from './gray-plane.ts';

/** The median of the outermost pixels: the background, also when the digit touches the border somewhere. */
export function borderMedian({ data, width, height }: Plane): number {
  const border = data.filter((_, i) => {
    const x = i % width;
    const y = (i - x) / width;
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  return border.sort()[border.length >> 1]!;
}
