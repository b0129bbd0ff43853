import type { StructuringElement } from './structuring-element.ts';

/** An element turned by 180 degrees about its anchor; one of even size gets a row or column of 0, so that the anchor stays. */
export function turnedElement({ width, height, mask }: StructuringElement): StructuringElement {
  const [wide, high] = [width | 1, height | 1];
  const out = new Uint8Array(wide * high);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) out[(high - 1 - y) * wide + wide - 1 - x] = mask[y * width + x]!;
  }
  return { width: wide, height: high, mask: out };
}
