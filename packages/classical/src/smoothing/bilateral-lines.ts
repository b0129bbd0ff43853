import type { PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { PaddedLine } from '../border/padded-line.ts';
import { lineWriter } from '../filters/line-writer.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/** What a bilateral filter needs to know, all checked. */
export interface BilateralSettings {
  readonly radius: number;
  readonly sigmaPx: number;
  readonly sigmaColor: number;
  readonly border: BorderMode;
  readonly fill: number;
}

/** A neighbour: how many rows below and pixels right, and what its distance weighs. */
export interface Neighbour {
  readonly dy: number;
  readonly dx: number;
  readonly weight: number;
}

/** The pixels of a disc, row by row, with the weights of their distances. */
export function discNeighbours({ radius, sigmaPx }: BilateralSettings): readonly Neighbour[] {
  const neighbours: Neighbour[] = [];
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const squared = dy * dy + dx * dx;
      if (squared > radius * radius) continue;
      neighbours.push({ dy, dx, weight: Math.exp(-squared / (2 * sigmaPx * sigmaPx)) });
    }
  }
  return neighbours;
}

/** Weights of the differences of whole numbers, 0 to `most`. */
export function differenceWeights(most: number, sigmaColor: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, i) => Math.exp((i * i * -0.5) / (sigmaColor * sigmaColor)));
}

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
  const table =
    data instanceof Float32Array ? undefined : differenceWeights(data instanceof Uint8Array ? 255 : 65535, sigmaColor);
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
      else addByDistance(center, from, -0.5 / (sigmaColor * sigmaColor), weight, sums, weights);
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
  factor: number,
  weight: number,
  sums: Float64Array,
  weights: Float64Array,
): void {
  for (let x = 0; x < sums.length; x++) {
    const value = from[x]!;
    const difference = value - center[x]!;
    const w = weight * Math.exp(factor * difference * difference);
    if (!(w > 0)) continue; // a NaN or infinity beside a number, or too far off to count
    sums[x] = sums[x]! + w * value;
    weights[x] = weights[x]! + w;
  }
}
