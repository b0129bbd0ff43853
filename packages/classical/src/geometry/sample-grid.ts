import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { emptyLike } from '../empty-like.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { type Interpolation, interpolations } from './interpolation.ts';
import type { Transform } from './transform.ts';

interface Sampling {
  /** From new positions to old ones. */
  readonly back: Transform;
  readonly width: number;
  readonly height: number;
  readonly interpolation: Interpolation;
  readonly border: BorderMode;
  readonly fill: number;
}

/** Looks every new pixel up where it came from; a point that comes from infinity is `fill`. */
export function sampleGrid(grid: PixelGrid, sampling: Sampling): PixelGrid {
  const { width, height, back } = sampling;
  const data = emptyLike(grid.data, grid.planes * height * width * grid.channels);
  const most = data instanceof Float32Array ? Number.POSITIVE_INFINITY : data instanceof Uint8Array ? 255 : 65535;
  const sample = sampler(grid, sampling);
  for (let plane = 0, at = 0; plane < grid.planes; plane++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const w = back[6] * x + back[7] * y + back[8];
        const values = sample(
          plane,
          (back[0] * x + back[1] * y + back[2]) / w,
          (back[3] * x + back[4] * y + back[5]) / w,
        );
        for (let channel = 0; channel < grid.channels; channel++, at++) {
          const value = values[channel]!;
          data[at] = most === Number.POSITIVE_INFINITY ? value : Math.min(most, Math.max(0, Math.floor(value + 0.5)));
        }
      }
    }
  }
  return { ...grid, data, rows: height, columns: width };
}

/** The channels at a position of a plane, in a list that the next call overwrites. */
function sampler(grid: PixelGrid, { interpolation, border, fill }: Sampling) {
  const { data, rows, columns, channels } = grid;
  const { count, first, weigh } = interpolations[interpolation];
  const [across, down] = [new Float64Array(count), new Float64Array(count)];
  const [xs, ys] = [new Int32Array(count), new Int32Array(count)];
  const values = new Float64Array(channels);
  return (plane: number, x: number, y: number): Float64Array => {
    if (!(x - x === 0 && y - y === 0)) return values.fill(fill);
    weigh(x, across);
    weigh(y, down);
    for (let i = 0; i < count; i++) {
      xs[i] = borderIndex(first(x) + i, columns, border);
      ys[i] = borderIndex(first(y) + i, rows, border);
    }
    values.fill(0);
    for (let j = 0; j < count; j++) {
      const line = (plane * rows + ys[j]!) * columns;
      for (let i = 0; i < count; i++) {
        const weight = down[j]! * across[i]!;
        if (weight === 0) continue; // beside what does not count, NaN does not count
        const from = xs[i]! < 0 || ys[j]! < 0 ? -1 : (line + xs[i]!) * channels;
        for (let channel = 0; channel < channels; channel++) {
          values[channel]! += weight * (from < 0 ? fill : data[from + channel]!);
        }
      }
    }
    return values;
  };
}
