import type { Picture } from '@cv/image';
import type { LabelMap } from '../../label-map/label-map.ts';
import { interleavedValues } from '../interleaved-values.ts';

/** Values of the pixels of a region, a number for each channel. */
export interface RegionIntensity {
  readonly mean: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** By label. NaN pixels make mean, min and max of their region NaN. */
export function regionIntensities({ labels, count }: LabelMap, picture: Picture): (label: number) => RegionIntensity {
  const { channels } = picture;
  const values = interleavedValues(picture);
  const sums = new Float64Array((count + 1) * channels);
  const sizes = new Float64Array(count + 1);
  const least = new Float64Array(sums.length).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(sums.length).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === 0) continue;
    sizes[label]!++;
    for (let c = 0; c < channels; c++) {
      const at = label * channels + c;
      const value = values[i * channels + c]!;
      sums[at]! += value;
      least[at] = Math.min(least[at]!, value);
      most[at] = Math.max(most[at]!, value);
    }
  }
  return (label) => {
    const part = (from: Float64Array): number[] => [...from.subarray(label * channels, (label + 1) * channels)];
    return { mean: part(sums).map((sum) => sum / sizes[label]!), min: part(least), max: part(most) };
  };
}
