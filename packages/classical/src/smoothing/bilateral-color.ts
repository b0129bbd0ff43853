import type { Picture, PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { type BilateralSettings, differenceWeights, discNeighbours } from './bilateral-lines.ts';

/** Colours, compared by the sum of the differences of their channels; alpha is copied. */
export function bilateralColor(picture: Picture, settings: BilateralSettings, data: PixelArray): void {
  const { width, height, channels, hasAlpha, layout } = picture;
  const colors = hasAlpha ? channels - 1 : channels;
  const { radius } = settings;
  const wide = width + 2 * radius;
  const high = height + 2 * radius;
  const [pixelStep, channelStep] = layout === 'interleaved' ? [channels, 1] : [1, width * height];
  const planes = Array.from({ length: colors }, (_, channel) =>
    paddedPlane(picture, { pixelStep, offset: channel * channelStep }, settings),
  );
  const offsets = discNeighbours(settings);
  const steps = Int32Array.from(offsets, ({ dy, dx }) => dy * wide + dx);
  const spatial = Float64Array.from(offsets, ({ weight }) => weight);
  const [a, b, c] = [
    planes[0]!,
    planes[1] ?? new Float64Array(wide * high),
    planes[2] ?? new Float64Array(wide * high),
  ];
  const float = data instanceof Float32Array;
  const most = (data instanceof Uint8Array ? 255 : 65535) * colors;
  const table = float ? new Float64Array(0) : differenceWeights(most, settings.sigmaColor);
  const factor = -0.5 / (settings.sigmaColor * settings.sigmaColor);
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
        const w = spatial[k]! * (float ? Math.exp(factor * difference * difference) : table[difference]!);
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
      if (hasAlpha) data[to + colors * channelStep] = picture.data[to + colors * channelStep]!;
    }
  }
}

const MAGIC = 2 ** 52;

/** Halves to even, as a clamped array rounds. */
const rounded = (value: number, float: boolean): number => (float ? value : value + MAGIC - MAGIC);

function paddedPlane(
  { data, width, height }: Picture,
  { pixelStep, offset }: { readonly pixelStep: number; readonly offset: number },
  { radius, border, fill }: { readonly radius: number; readonly border: BorderMode; readonly fill: number },
): Float64Array {
  const wide = width + 2 * radius;
  const plane = new Float64Array(wide * (height + 2 * radius));
  const xs = Int32Array.from({ length: wide }, (_, i) => borderIndex(i - radius, width, border));
  for (let y = -radius, at = 0; y < height + radius; y++) {
    const row = borderIndex(y, height, border);
    for (let i = 0; i < wide; i++, at++) {
      const x = xs[i]!;
      plane[at] = row < 0 || x < 0 ? fill : data[(row * width + x) * pixelStep + offset]!;
    }
  }
  return plane;
}
