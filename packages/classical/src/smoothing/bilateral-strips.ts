import type { Picture, PixelArray } from '@cv/image';
import { bilateralRoom } from './bilateral-kernel.ts';
import type { BilateralSettings } from './bilateral-settings.ts';
import { PaddedPlane } from './padded-plane.ts';

/** Rows of a strip, at least; larger windows have larger ones, so that no row is loaded much more than twice. */
const ROWS = 32;
const MAGIC = 2 ** 52; // adding it rounds away all fractions, halves to even

/**
 * By the kernel, strip by strip, what `bilateralGray` and `bilateralColor` do, to the last bit; alpha is left alone.
 * @returns false where there is no kernel, or where it would take too much memory
 */
export function bilateralStrips(picture: Picture, settings: BilateralSettings, data: PixelArray): boolean {
  const { width, height, channels, hasAlpha, layout } = picture;
  const { radius } = settings;
  const colors = hasAlpha ? channels - 1 : channels;
  const [pixelStep, channelStep] = layout === 'interleaved' ? [channels, 1] : [1, width * height];
  const most = Math.min(height, Math.max(ROWS, 2 * radius));
  const room = bilateralRoom(picture, settings, { colors, rows: most + 2 * radius });
  if (!room) return false;
  const wide = width + 2 * radius;
  const planes = room.strips.map(
    (_, channel) => new PaddedPlane(picture, { pixelStep, offset: channel * channelStep, ...settings }),
  );
  for (let top = 0; top < height; top += most) {
    const rows = Math.min(most, height - top);
    const end = (rows + 2 * radius) * wide;
    for (const [channel, strip] of room.strips.entries()) {
      planes[channel]!.load(top - radius, strip.subarray(0, end));
      strip.fill(0, end, end + 4);
    }
    for (let y = 0; y < rows; y++) {
      room.run((y + radius) * wide + radius);
      for (const [channel, line] of room.out.entries()) {
        store(line, data, { from: (top + y) * width * pixelStep + channel * channelStep, step: pixelStep });
      }
    }
  }
  return true;
}

function store(line: Float64Array, data: PixelArray, { from, step }: { from: number; step: number }): void {
  if (data instanceof Float32Array) for (let x = 0, at = from; x < line.length; x++, at += step) data[at] = line[x]!;
  else for (let x = 0, at = from; x < line.length; x++, at += step) data[at] = line[x]! + MAGIC - MAGIC;
}
