import type { Picture } from '@cv/image';
import { bilateralBinary } from '../kernels/bilateral.generated.ts';
import { SCRATCH_LIMIT, Scratch } from '../kernels/scratch.ts';
import { type WasmKernel, wasmKernel } from '../kernels/wasm-kernel.ts';
import { type BilateralSettings, differenceWeights, discNeighbours, mostDifference } from './bilateral-settings.ts';
import { Falloff } from './falloff.ts';

type Row = [at: number, count: number, taps: number, tapsEnd: number, table: number, out: number];

/** What `assembly/bilateral.ts` exports; addresses and what lies between planes in bytes. */
interface BilateralKernel extends WasmKernel {
  grayByTable(...row: Row): void;
  grayByFalloff(...row: [...Row, scale: number]): void;
  colors(...row: [...Row, scale: number, whole: boolean, plane: number, outPlane: number]): void;
}

export const bilateralKernel: () => BilateralKernel | undefined =
  /* @__PURE__ */ wasmKernel<BilateralKernel>(bilateralBinary);

/** How many values loops take or leave behind the end. */
const BEHIND = 4;
/** A tap is its weight and how many bytes its pixel is away. */
const TAP_BYTES = 16;

/** Room in the memory of the kernel for a strip of rows, and what filters a row of it. */
export interface BilateralRoom {
  /** One for each colour: rows with `radius` pixels around them, and a few values behind them, which must be 0. */
  readonly strips: readonly Float64Array[];
  /** A row of results for each colour. */
  readonly out: readonly Float64Array[];
  /** Filters the row whose first pixel has this place in a strip. */
  run(at: number): void;
}

/** @returns undefined where there is no kernel, or where it would take too much memory */
export function bilateralRoom(
  picture: Picture,
  settings: BilateralSettings,
  { colors, rows }: { readonly colors: number; readonly rows: number },
): BilateralRoom | undefined {
  const wide = picture.width + 2 * settings.radius;
  const size = rows * wide + BEHIND;
  const line = picture.width + BEHIND;
  const entries = (mostDifference(picture.data) ?? 0) * Math.max(colors, 2);
  const bytes = (size * colors + line * colors + entries) * 8 + (2 * settings.radius + 1) ** 2 * TAP_BYTES;
  const kernel = bytes < SCRATCH_LIMIT ? bilateralKernel() : undefined;
  if (!kernel) return undefined;
  const taps = tapsOf(settings, wide);
  const { table, zero } = tableOf(picture, settings, colors);
  const scratch = new Scratch(kernel.memory);
  const tapsAt = scratch.take(taps.byteLength);
  const tableAt = scratch.take(table.byteLength);
  const stripAt = scratch.take(size * colors * 8);
  const outAt = scratch.take(line * colors * 8);
  const buffer = scratch.ready();
  new Uint8Array(buffer, tapsAt).set(taps);
  new Float64Array(buffer, tableAt).set(table);
  const { scale } = new Falloff(settings.sigmaColor);
  const whole = mostDifference(picture.data) !== undefined;
  return {
    strips: Array.from({ length: colors }, (_, c) => new Float64Array(buffer, stripAt + c * size * 8, size)),
    out: Array.from({ length: colors }, (_, c) => new Float64Array(buffer, outAt + c * line * 8, picture.width)),
    run: (place) => {
      const at = stripAt + place * 8;
      const row: Row = [at, picture.width, tapsAt, tapsAt + taps.byteLength, tableAt + zero * 8, outAt];
      if (colors > 1) kernel.colors(...row, scale, whole, size * 8, line * 8);
      else if (whole) kernel.grayByTable(...row);
      else kernel.grayByFalloff(...row, scale);
    },
  };
}

function tapsOf(settings: BilateralSettings, wide: number): Uint8Array {
  const neighbours = discNeighbours(settings);
  const taps = new DataView(new ArrayBuffer(neighbours.length * TAP_BYTES));
  for (const [k, { dy, dx, weight }] of neighbours.entries()) {
    taps.setFloat64(k * TAP_BYTES, weight, true);
    taps.setInt32(k * TAP_BYTES + 8, (dy * wide + dx) * 8, true);
  }
  return new Uint8Array(taps.buffer);
}

/** What the kernel looks up, and where in it difference 0 lies: those of one channel have signs. */
function tableOf(
  { data }: Picture,
  { sigmaColor }: BilateralSettings,
  colors: number,
): { readonly table: Float64Array; readonly zero: number } {
  const most = mostDifference(data);
  if (most === undefined) return { table: Falloff.table, zero: 0 };
  const differences = differenceWeights(most * colors, sigmaColor);
  if (colors > 1) return { table: differences, zero: 0 };
  const table = new Float64Array(2 * most + 1);
  table.set(differences, most);
  table.set(differences.reverse()); // the 0 in the middle stays
  return { table, zero: most };
}
