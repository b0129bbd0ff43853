/** How far to look, and how long. */
export interface ShiftColorsOptions {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly radiusPx: number;
  readonly colorRadius: number;
  readonly maxIterations: number;
}

/** Squared, as a part of both radii: shorter shifts end. */
const STILL = 1e-4;

/**
 * The colour where the mean shift of each pixel ends, in place and colour at once, without rounding: it goes to the mean of all pixels within a
 * circle whose colours are within a ball.
 *
 * @param colors interleaved, in the units of `colorRadius`
 */
export function shiftColors(colors: ArrayLike<number>, options: ShiftColorsOptions): Float32Array {
  const { width, height, channels } = options;
  const values = Float64Array.from(colors);
  const modes = new Float32Array(values.length);
  const state = new Float64Array(channels + 2); // colour, x, y
  const sums = new Float64Array(channels + 2);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += channels) {
      for (let c = 0; c < channels; c++) state[c] = values[at + c]!;
      state[channels] = x;
      state[channels + 1] = y;
      for (let step = 0; step < options.maxIterations; step++) {
        sumAround(values, state, { sums, options });
        if (moveTo(sums, state, options) < STILL) break;
      }
      for (let c = 0; c < channels; c++) modes[at + c] = state[c]!;
    }
  }
  return modes;
}

/** Divides by the number of pixels, of which there is one at least: where it started, or what it was the mean of. */
function moveTo(
  sums: Float64Array,
  state: Float64Array,
  { channels, colorRadius, radiusPx }: ShiftColorsOptions,
): number {
  let [inColor, inPlace] = [0, 0];
  for (let c = 0; c < state.length; c++) {
    const moved = (sums[c]! - state[c]!) ** 2;
    if (c < channels) inColor += moved;
    else inPlace += moved;
    state[c] = sums[c]!;
  }
  return inColor / (colorRadius * colorRadius) + inPlace / (radiusPx * radiusPx);
}

/** Leaves the means in `sums`; those of before where no pixel is near. */
function sumAround(
  values: Float64Array,
  state: Float64Array,
  { sums, options }: { readonly sums: Float64Array; readonly options: ShiftColorsOptions },
): void {
  const { width, height, channels, radiusPx, colorRadius } = options;
  const cx = state[channels]!;
  const cy = state[channels + 1]!;
  const farthest = colorRadius * colorRadius;
  const top = Math.max(0, Math.ceil(cy - radiusPx));
  const bottom = Math.min(height - 1, Math.floor(cy + radiusPx));
  let count = 0;
  sums.fill(0);
  for (let y = top; y <= bottom; y++) {
    const reach = Math.sqrt(Math.max(0, radiusPx * radiusPx - (y - cy) * (y - cy)));
    const left = Math.max(0, Math.ceil(cx - reach));
    const right = Math.min(width - 1, Math.floor(cx + reach));
    for (let x = left, at = (y * width + left) * channels; x <= right; x++, at += channels) {
      let distance = 0;
      for (let c = 0; c < channels; c++) {
        const difference = values[at + c]! - state[c]!;
        distance += difference * difference;
      }
      if (distance > farthest) continue;
      for (let c = 0; c < channels; c++) sums[c]! += values[at + c]!;
      sums[channels]! += x;
      sums[channels + 1]! += y;
      count++;
    }
  }
  if (count === 0) sums.set(state);
  else for (let c = 0; c < sums.length; c++) sums[c]! /= count;
}
