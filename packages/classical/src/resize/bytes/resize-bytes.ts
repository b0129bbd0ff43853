import type { PixelGrid } from '../../pixel-grid.ts';
import { type ByteRounding, openByteLines } from './byte-lines.ts';
import type { ByteTaps } from './byte-taps.ts';

/** Resizes both axes at once, row by row: each old row is resized across once, and kept as long as it counts. */
export function resizeBytes(grid: PixelGrid, across: ByteTaps, down: ByteTaps, rounding: ByteRounding): PixelGrid {
  const { planes, rows, columns, channels } = grid;
  const data = grid.data as Uint8Array;
  const to = across.first.length;
  const height = down.first.length;
  const ring = down.stride;
  const out = new Uint8Array(planes * height * to * channels);
  const lines = openByteLines({ rounding, across, down, from: columns, to, channels, ring });
  const slots = new Int32Array(ring);
  const held = new Int32Array(ring);
  for (let plane = 0; plane < planes; plane++) {
    held.fill(-1);
    for (let y = 0; y < height; y++) {
      for (let k = 0; k < down.count[y]!; k++) {
        const row = Math.min(rows - 1, Math.max(0, down.first[y]! + k));
        const slot = row % ring;
        slots[k] = slot;
        if (held[slot] === row) continue;
        held[slot] = row;
        lines.across(data, (plane * rows + row) * columns * channels, slot);
      }
      lines.down(slots, y, out, (plane * height + y) * to * channels);
    }
  }
  return { ...grid, data: out, rows: height, columns: to };
}
