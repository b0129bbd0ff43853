import { emptyLike } from '../empty-like.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/**
 * Takes the old pixel below the middle of each new one, or below its upper left corner (`corners`). Positions of middles add up step by step,
 * as Pillow's do, so that ties fall alike.
 * @source Pillow, Geometry.c, ImagingScaleAffine; for corners OpenCV, resize.cpp, resizeNN
 */
export function nearest(
  grid: PixelGrid,
  { width, height, corners = false }: { readonly width: number; readonly height: number; readonly corners?: boolean },
): PixelGrid {
  const { data, planes, rows, columns, channels } = grid;
  const across = (corners ? cornerPositions : middlePositions)(columns, width);
  const down = (corners ? cornerPositions : middlePositions)(rows, height);
  const out = emptyLike(data, planes * height * width * channels);
  for (let plane = 0, at = 0; plane < planes; plane++) {
    for (let y = 0; y < height; y++) {
      const line = (plane * rows + down[y]!) * columns;
      for (let x = 0; x < width; x++) {
        const from = (line + across[x]!) * channels;
        for (let channel = 0; channel < channels; channel++, at++) out[at] = data[from + channel]!;
      }
    }
  }
  return { ...grid, data: out, rows: height, columns: width };
}

function middlePositions(from: number, to: number): Int32Array {
  const step = from / to;
  const positions = new Int32Array(to);
  for (let i = 0, at = step * 0.5; i < to; i++, at += step) positions[i] = Math.min(from - 1, Math.trunc(at));
  return positions;
}

function cornerPositions(from: number, to: number): Int32Array {
  const step = 1 / (to / from);
  return Int32Array.from({ length: to }, (_, i) => Math.min(from - 1, Math.floor(i * step)));
}
