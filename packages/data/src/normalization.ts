import { OptionError } from '@cv/tensor/errors';

/** Per-channel statistics on the scale 0..1; pixels become (value / 255 - mean) / std. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Writes normalised pixels to `target` from position `at` on. */
export type PixelWriter = (pixels: Uint8Array | Float32Array, target: Float32Array, at: number) => void;

/**
 * Prepares the normalisation of pictures with so many channels.
 *
 * @param channels length of `mean` and `std`; 1 when the whole picture shares them
 * @throws OptionError when the statistics do not fit the channels or a std is not above 0
 */
export function pixelWriter(channels: number, { mean, std }: Normalization): PixelWriter {
  if (mean.length !== channels || std.length !== channels || !std.every((s) => s > 0) || !mean.every(Number.isFinite)) {
    throw new OptionError(
      `Loader: normalize has mean [${mean.join()}] and std [${std.join()}], expected ${channels} of each (channels), std > 0`,
      { mean, std, channels },
    );
  }
  // A byte has 256 values: looking them up is quicker than computing them, and rounds only once.
  const tables = mean.map((m, k) => Float32Array.from({ length: 256 }, (_, value) => (value / 255 - m) / std[k]!));
  return (pixels, target, at) => {
    for (let k = 0; k < channels; k++) {
      if (pixels instanceof Uint8Array) lookUp(pixels, target, { at, first: k, step: channels, table: tables[k]! });
      else compute(pixels, target, { at, first: k, step: channels, mean: mean[k]!, std: std[k]! });
    }
  };
}

interface Channel {
  readonly at: number;
  readonly first: number;
  readonly step: number;
}

function lookUp(
  pixels: Uint8Array,
  target: Float32Array,
  { at, first, step, table }: Channel & { table: Float32Array },
): void {
  for (let i = first; i < pixels.length; i += step) target[at + i] = table[pixels[i]!]!;
}

function compute(
  pixels: Float32Array,
  target: Float32Array,
  { at, first, step, mean, std }: Channel & { mean: number; std: number },
): void {
  const gain = 1 / (255 * std);
  const bias = -mean / std;
  for (let i = first; i < pixels.length; i += step) target[at + i] = pixels[i]! * gain + bias;
}
