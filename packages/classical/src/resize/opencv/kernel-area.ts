import { Scratch } from '../../kernels/scratch.ts';
import type { PixelGrid } from '../../pixel-grid.ts';
import type { AreaKernel } from '../bytes/area-kernel.ts';
import { groupValues } from '../bytes/value-groups.ts';
import type { AreaTaps } from './area-taps.ts';

/** Covered areas of bytes by the kernel, into `out`. */
export function areaByKernel(
  kernel: AreaKernel,
  grid: PixelGrid,
  { across, down }: { readonly across: AreaTaps; readonly down: AreaTaps },
  out: Uint8Array,
): void {
  const { data, planes, rows, columns, channels } = grid;
  const [from, to] = [columns * channels, across.first.length * channels];
  const shape = { first: across.first, channels, padding: 0, together: 1, weights: across.stride * 16 } as const;
  const { group, offsets, entries } = groupValues(shape, (entry, lane, pixel) => {
    const weights = new Float32Array(entry.buffer, entry.byteOffset + 16, across.stride * 4);
    for (let k = 0; k < across.count[pixel]!; k++) weights[4 * k + lane] = across.weights[pixel * across.stride + k]!;
  });
  const scratch = new Scratch(kernel.memory);
  const row = scratch.take(from + across.stride * channels); // taps that do not count are read, too
  const [line, sums, bytes] = [scratch.take(to * 4), scratch.take(to * 4), scratch.take(to)];
  const [offsetsAt, entriesAt] = [scratch.take(offsets.byteLength), scratch.take(entries.length)];
  const memory = scratch.ready();
  new Uint32Array(memory, offsetsAt, offsets.length).set(offsets);
  new Uint8Array(memory, entriesAt, entries.length).set(entries);
  const [source, rounded] = [new Uint8Array(memory, row, from), new Uint8Array(memory, bytes, to)];
  let held = -1;
  for (let plane = 0, at = 0; plane < planes; plane++) {
    for (let y = 0; y < down.first.length; y++, at += to) {
      for (let k = 0; k < down.count[y]!; k++) {
        const next = plane * rows + down.first[y]! + k;
        if (next !== held) {
          held = next;
          source.set(data.subarray(next * from, (next + 1) * from));
          kernel.coverAcross(row, offsetsAt, entriesAt, offsets.length, across.stride, channels, line, group * 4);
        }
        kernel.coverDown(line, down.weights[y * down.stride + k]!, sums, to, k === 0 ? 1 : 0);
      }
      kernel.roundFloats(sums, bytes, to);
      out.set(rounded, at);
    }
  }
}
