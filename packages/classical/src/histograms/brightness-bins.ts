import type { Picture } from '@cv/image';

/** Steps of brightness that bins are made of. */
export const LEVELS = 16384;

const MAGIC = 2 ** 52; // rounds halves to even

/**
 * The bin of each pixel, after its values have been stretched from the least to the most that there are over `LEVELS` steps, each of `1 + floor(LEVELS / bins)`
 * of which is a bin. Values pass through 16 bits first.
 * @source skimage.exposure.equalize_adapthist
 */
export function brightnessBins({ data, range: [low, high] }: Picture, bins: number): Uint16Array {
  const values = new Uint16Array(data.length);
  let [least, most] = [65535, 0];
  for (let i = 0; i < values.length; i++) {
    const value = data[i]!;
    if (data instanceof Uint8Array) values[i] = value * 257;
    else if (data instanceof Uint16Array) values[i] = value;
    else values[i] = Math.min(65535, Math.max(0, Math.fround(((value - low) / (high - low)) * 65535) + MAGIC - MAGIC));
    least = Math.min(least, values[i]!);
    most = Math.max(most, values[i]!);
  }
  const size = 1 + Math.floor(LEVELS / bins);
  const binOf = new Uint16Array(65536);
  for (let value = least; value <= most; value++) {
    const level = most > least ? ((value - least) / (most - least)) * (LEVELS - 1) : Math.min(value, LEVELS - 1);
    binOf[value] = Math.floor((level + MAGIC - MAGIC) / size);
  }
  for (let i = 0; i < values.length; i++) values[i] = binOf[values[i]!]!;
  return values;
}
