import type { StructuringElement } from './structuring-element.ts';

/** Pixels side by side in a row of a structuring element. */
export interface ElementRun {
  readonly row: number;
  readonly from: number;
  readonly span: number;
}

/** All runs of an element, row by row. */
export function elementRuns({ width, height, mask }: StructuringElement): readonly ElementRun[] {
  const runs: ElementRun[] = [];
  for (let row = 0; row < height; row++) {
    for (let x = 0; x < width; x++) {
      if (mask[row * width + x] === 0) continue;
      const from = x;
      while (x < width && mask[row * width + x] === 1) x++;
      runs.push({ row, from, span: x - from });
    }
  }
  return runs;
}
