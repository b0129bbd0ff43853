import { createPicture, type Picture } from '@cv/image';
import { requireLabels } from '../regions/require-labels.ts';
import type { LabelMap } from './label-map.ts';

/** What regions look like. */
export interface PaintLabelsOptions {
  /** Red, green and blue of label 0, each 0 to 255. Default black. */
  readonly background?: readonly [red: number, green: number, blue: number] | undefined;
}

/**
 * Paints every label in a colour of its own. Neighbouring numbers are far apart in hue, and the colour of a label does not depend on how many
 * there are.
 *
 * @param map labels of 0 to any number
 * @returns uint8, `srgb`, interleaved
 * @throws {PictureError} `size` when there are not as many labels as pixels, `value` for a label that is not 0 to the count
 * @example
 * const shown = paintLabels({ labels: Int32Array.of(0, 1, 1, 2), width: 2, height: 2, count: 2 });
 */
export function paintLabels(map: LabelMap, { background = [0, 0, 0] }: PaintLabelsOptions = {}): Picture<Uint8Array> {
  const { labels, width, height, count } = map;
  requireLabels('paintLabels', map, 'map');
  const colors = Uint8ClampedArray.from(
    [background, ...Array.from({ length: count }, (_, i) => labelColor(i + 1))].flat(),
  );
  const data = new Uint8Array(labels.length * 3);
  for (let i = 0, at = 0; i < labels.length; i++, at += 3) {
    const from = labels[i]! * 3;
    data[at] = colors[from]!;
    data[at + 1] = colors[from + 1]!;
    data[at + 2] = colors[from + 2]!;
  }
  return createPicture({ data, width, height, channels: 3 });
}

const GOLDEN_RATIO = 0.618033988749895;

/** Hues step by the golden ratio, which never comes back close to an earlier one soon; brightness alternates in three steps. */
function labelColor(label: number): readonly [number, number, number] {
  const hue = (label * GOLDEN_RATIO) % 1;
  const bright = [255, 205, 155][label % 3]!;
  const channel = (shift: number): number => {
    const k = (shift + hue * 6) % 6;
    return bright * (1 - 0.75 * Math.max(0, Math.min(k, 4 - k, 1))); // HSV to RGB with saturation 0.75
  };
  return [channel(5), channel(3), channel(1)];
}
