import type { LabelMap } from '../../label-map/label-map.ts';

/** How long the outlines of all regions are, by label. @source skimage.measure.perimeter with 4 neighbours */
export function regionPerimeters(map: LabelMap): Float64Array {
  const { labels, width, height, count } = map;
  const border = borderPixels(map);
  const perimeters = new Float64Array(count + 1);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (border[i] === 0) continue;
      const label = labels[i]!;
      let beside = 0;
      let across = 0;
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const nx = x + dx;
          const ny = y + dy;
          if ((dx === 0 && dy === 0) || nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if (border[next] === 0 || labels[next] !== label) continue;
          if (dx === 0 || dy === 0) beside++;
          else across++;
        }
      }
      perimeters[label]! += LENGTHS[beside + 5 * across]!;
    }
  }
  return perimeters;
}

/**
 * What a border pixel adds, by its neighbours on the border: `[beside + 5 * across]`. Other patterns add nothing.
 * @source Benkrid, Crookes 2000: Design and FPGA implementation of a perimeter estimator
 */
const LENGTHS: Float64Array = (() => {
  const lengths = new Float64Array(25);
  const straight = [
    [2, 0],
    [3, 0],
    [2, 1],
    [3, 1],
    [2, 2],
    [3, 2],
  ] as const;
  for (const [beside, across] of straight) lengths[beside + 5 * across] = 1;
  for (const [beside, across] of [
    [0, 2],
    [1, 3],
  ] as const) {
    lengths[beside + 5 * across] = Math.SQRT2;
  }
  for (const [beside, across] of [
    [1, 1],
    [1, 2],
  ] as const) {
    lengths[beside + 5 * across] = (1 + Math.SQRT2) / 2;
  }
  return lengths;
})();

/** 1 for pixels of a region beside another one, label 0 or the rim. */
function borderPixels({ labels, width, height }: LabelMap): Uint8Array {
  const border = new Uint8Array(labels.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0) continue;
      const inside =
        x > 0 &&
        y > 0 &&
        x < width - 1 &&
        y < height - 1 &&
        labels[i - 1] === label &&
        labels[i + 1] === label &&
        labels[i - width] === label &&
        labels[i + width] === label;
      border[i] = inside ? 0 : 1;
    }
  }
  return border;
}

/** Parts less holes of all regions, by label, where 8 neighbours touch. @source Ohser, Nagel, Schladitz 2002; skimage.measure.euler_number */
export function regionEulerNumbers({ labels, width, height, count }: LabelMap): Int32Array {
  const numbers = new Int32Array(count + 1);
  // Windows of two by two pixels, also those that only partly lie in the picture.
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      const at = y * width + x;
      const above = y > 0;
      const below = y < height;
      const corner = above && x > 0 ? labels[at - width - 1]! : 0;
      const up = above && x < width ? labels[at - width]! : 0;
      const left = below && x > 0 ? labels[at - 1]! : 0;
      const own = below && x < width ? labels[at]! : 0;
      if (corner !== 0 && corner !== up && corner !== left && corner !== own) numbers[corner]!++;
      if (up !== 0 && up === left && up !== own) numbers[up]!--;
    }
  }
  return numbers;
}
