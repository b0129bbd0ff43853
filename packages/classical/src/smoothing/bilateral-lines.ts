import type { PixelArray } from '@cv/image';
import { borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';
import { lineWriter } from '../filters/line-writer.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { type BilateralSettings, differenceWeights, discNeighbours, mostDifference } from './bilateral-settings.ts';
import { Falloff } from './falloff.ts';

/** One channel. Neighbours are taken one after the other for a whole row, so that loops are long and plain. */
export function bilateralGray(grid: PixelGrid, settings: BilateralSettings, data: PixelArray): void {
  const { radius, sigmaColor, border, fill } = settings;
  const { rows, columns } = grid;
  const neighbours = discNeighbours(settings);
  const high = 2 * radius + 1;
  const ring = Array.from(
    { length: high },
    () => new PaddedLine(grid, { before: radius, after: radius, border, fill }),
  );
  const most = mostDifference(data);
  const table = most === undefined ? undefined : differenceWeights(most, sigmaColor);
  const falloff = new Falloff(sigmaColor);
  const write = lineWriter(data);
  const sums = new Float64Array(columns);
  const weights = new Float64Array(columns);
  for (let next = -radius; next < rows + radius; next++) {
    const row = borderIndex(next, rows, border);
    const line = ring[(next + radius) % high]!;
    if (row < 0) line.loadConstant(fill);
    else line.load(grid.data, row * columns);
    const y = next - radius;
    if (y < 0) continue;
    const center = ring[(y + radius) % high]!.values.subarray(radius, radius + columns);
    sums.fill(0);
    weights.fill(0);
    for (const { dy, dx, weight } of neighbours) {
      const from = ring[(y + dy + radius) % high]!.values.subarray(radius + dx, radius + dx + columns);
      if (table) addByTable(center, from, table, weight, sums, weights);
      else addByDistance(center, from, falloff, weight, sums, weights);
    }
    for (let x = 0; x < columns; x++) sums[x] = sums[x]! / weights[x]!;
    write(sums, y * columns);
  }
}

function addByTable(
  center: Float64Array,
  from: Float64Array,
  table: Float64Array,
  weight: number,
  sums: Float64Array,
  weights: Float64Array,
): void {
  for (let x = 0; x < sums.length; x++) {
    const value = from[x]!;
    const w = weight * table[Math.abs(value - center[x]!)]!;
    sums[x] = sums[x]! + w * value;
    weights[x] = weights[x]! + w;
  }
}

function addByDistance(
  center: Float64Array,
  from: Float64Array,
  falloff: Falloff,
  weight: number,
  sums: Float64Array,
  weights: Float64Array,
): void {
  for (let x = 0; x < sums.length; x++) {
    const value = from[x]!;
    const w = weight * falloff.of(value - center[x]!);
    if (!(w > 0)) continue; // a NaN or infinity beside a number, or too far off to count
    sums[x] = sums[x]! + w * value;
    weights[x] = weights[x]! + w;
  }
}
