import type { PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import { IntegerLine } from '../border/integer-line.ts';
import type { RankedGrid } from './ranked-grid.ts';

/** Ranks per coarse bin, as a power of 2. */
const COARSE = 6;

/**
 * The median by a histogram of the window that slides along the row: one column of pixels enters, one leaves, and the median moves from
 * where it was, over whole coarse bins where it moves far.
 */
export function medianSliding(
  grid: RankedGrid,
  { height, width }: { readonly height: number; readonly width: number },
  { border }: { readonly border: BorderMode },
  data: PixelArray,
): void {
  const { planes, rows, columns, channels, values, fill } = grid;
  const [above, before] = [height >> 1, width >> 1];
  const lines = Array.from({ length: height }, () => new IntegerLine(grid, { before, after: before, border, fill }));
  const window = new RankWindow(grid.levels, height * width);
  const out = new Int32Array(columns * channels);
  for (let plane = 0; plane < planes; plane++) {
    for (let next = -above; next < rows + above; next++) {
      const oldest = lines.shift()!;
      lines.push(oldest);
      const row = borderIndex(next, rows, border);
      if (row < 0) oldest.loadConstant(fill);
      else oldest.load(grid.ranks, (plane * rows + row) * out.length);
      if (next < above) continue;
      const views = lines.map((line) => line.values);
      for (let channel = 0; channel < channels; channel++) slideAlong(views, { width, channels, channel }, window, out);
      const at = (plane * rows + next - above) * out.length;
      if (values === undefined) data.set(out, at);
      else for (let j = 0; j < out.length; j++) data[at + j] = values[out[j]!]!;
    }
  }
}

function slideAlong(
  lines: readonly Int32Array[],
  { width, channels, channel }: { readonly width: number; readonly channels: number; readonly channel: number },
  window: RankWindow,
  out: Int32Array,
): void {
  const span = (width - 1) * channels;
  for (let j = channel; j < channel + span; j += channels) for (const line of lines) window.add(line[j]!);
  for (let j = channel; j < out.length; j += channels) {
    for (let k = 0; k < lines.length; k++) window.add(lines[k]![j + span]!);
    out[j] = window.median();
    for (let k = 0; k < lines.length; k++) window.remove(lines[k]![j]!);
  }
  const end = out.length + channel;
  for (let j = end; j < end + span; j += channels) for (const line of lines) window.remove(line[j]!);
}

/** A histogram of ranks that remembers where its median was. */
class RankWindow {
  readonly #fine: Int32Array;
  readonly #coarse: Int32Array;
  readonly #half: number;
  #median = 0;
  /** How many are below the median of last time. */
  #below = 0;

  constructor(levels: number, area: number) {
    this.#fine = new Int32Array(((levels >> COARSE) + 1) << COARSE);
    this.#coarse = new Int32Array((levels >> COARSE) + 1);
    this.#half = area >> 1;
  }

  add(rank: number): void {
    this.#fine[rank]!++;
    this.#coarse[rank >> COARSE]!++;
    if (rank < this.#median) this.#below++;
  }

  remove(rank: number): void {
    this.#fine[rank]!--;
    this.#coarse[rank >> COARSE]!--;
    if (rank < this.#median) this.#below--;
  }

  /** The rank that has half of the others below it. */
  median(): number {
    const fine = this.#fine;
    const coarse = this.#coarse;
    const half = this.#half;
    let at = this.#median;
    let below = this.#below;
    const size = 1 << COARSE;
    while (below > half) {
      if ((at & (size - 1)) === 0 && below - coarse[(at >> COARSE) - 1]! > half) {
        at -= size;
        below -= coarse[at >> COARSE]!;
      } else below -= fine[--at]!;
    }
    while (below + fine[at]! <= half) {
      if ((at & (size - 1)) === 0 && below + coarse[at >> COARSE]! <= half) {
        below += coarse[at >> COARSE]!;
        at += size;
      } else below += fine[at++]!;
    }
    this.#median = at;
    this.#below = below;
    return at;
  }
}
