import type { Picture, PixelArray } from '@cv/image';
import { type BilateralSettings, differenceWeights, discNeighbours, mostDifference } from './bilateral-settings.ts';
import { Falloff } from './falloff.ts';
import { PaddedPlane } from './padded-plane.ts';

/** Colours, compared by the sum of the differences of their channels; alpha is left alone. */
export function bilateralColor(picture: Picture, settings: BilateralSettings, data: PixelArray): void {
  const { width, height, channels, hasAlpha, layout } = picture;
  const colors = hasAlpha ? channels - 1 : channels;
  const { radius } = settings;
  const wide = width + 2 * radius;
  const high = height + 2 * radius;
  const [pixelStep, channelStep] = layout === 'interleaved' ? [channels, 1] : [1, width * height];
  const planes = Array.from({ length: colors }, (_, channel) => {
    const plane = new Float64Array(wide * high);
    new PaddedPlane(picture, { pixelStep, offset: channel * channelStep, ...settings }).load(-radius, plane);
    return plane;
  });
  const offsets = discNeighbours(settings);
  const steps = Int32Array.from(offsets, ({ dy, dx }) => dy * wide + dx);
  const spatial = Float64Array.from(offsets, ({ weight }) => weight);
  const [a, b, c] = [
    planes[0]!,
    planes[1] ?? new Float64Array(wide * high),
    planes[2] ?? new Float64Array(wide * high),
  ];
  const most = mostDifference(data);
  const float = most === undefined;
  const table = float ? new Float64Array(0) : differenceWeights(most * colors, settings.sigmaColor);
  const falloff = new Falloff(settings.sigmaColor);
  const target = data instanceof Uint8Array ? new Uint8ClampedArray(data.buffer, data.byteOffset, data.length) : data;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + radius) * wide + x + radius;
      const [red, green, blue] = [a[at]!, b[at]!, c[at]!];
      let [weights, reds, greens, blues] = [0, 0, 0, 0];
      for (let k = 0; k < steps.length; k++) {
        const from = at + steps[k]!;
        const [r, g, l] = [a[from]!, b[from]!, c[from]!];
        const difference = Math.abs(r - red) + Math.abs(g - green) + Math.abs(l - blue);
        const w = spatial[k]! * (float ? falloff.of(difference) : table[difference]!);
        if (!(w > 0)) continue; // a NaN or infinity beside a number, or too far off to count
        weights += w;
        reds += w * r;
        greens += w * g;
        blues += w * l;
      }
      const to = (y * width + x) * pixelStep;
      const sums = [reds, greens, blues];
      for (let channel = 0; channel < colors; channel++) {
        target[to + channel * channelStep] = rounded(sums[channel]! / weights, float);
      }
    }
  }
}

const MAGIC = 2 ** 52;

/** Halves to even, as a clamped array rounds. */
const rounded = (value: number, float: boolean): number => (float ? value : value + MAGIC - MAGIC);
