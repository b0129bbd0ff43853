import type { PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import type { Scratch } from './scratch.ts';

/** How far a window reaches over the pixel that it is of. */
export interface Reach {
  readonly above: number;
  readonly below: number;
  readonly before: number;
  readonly after: number;
}

/** How much of a picture is looked at at once: about as much as stays in the cache of a core. Bytes. */
const STRIP = 2 ** 18;

/**
 * Rows of a picture in the memory of a kernel, with what lies around them: as many as stay in the cache, with the rows above and below that
 * windows reach. The number format is that of the picture.
 */
export class PaddedStrips {
  /** Values from one row to the next. */
  readonly pitch: number;
  /** Most rows of a strip, without those around it. */
  readonly rows: number;
  /** Where the strip is, bytes. */
  readonly address: number;
  /** All values of the strip, with those around it. */
  #values: PixelArray = new Uint8Array();
  readonly #grid: PixelGrid;
  readonly #reach: Reach;
  readonly #border: BorderMode;
  readonly #fill: number;
  /** Pairs of positions in a row: what is copied where. */
  readonly #copies: Int32Array;

  constructor(
    grid: PixelGrid,
    reach: Reach,
    { border, fill }: { readonly border: BorderMode; readonly fill: number },
    scratch: Scratch,
  ) {
    const { columns, channels, rows, data } = grid;
    const { before, after, above, below } = reach;
    const around = above + below;
    this.pitch = (before + columns + after) * channels;
    const bytes = this.pitch * data.BYTES_PER_ELEMENT;
    this.rows = Math.min(rows, Math.max(8, around, Math.floor(STRIP / bytes) - around));
    this.address = scratch.take((this.rows + around) * bytes);
    this.#grid = grid;
    this.#reach = reach;
    this.#border = border;
    this.#fill = fill;
    const copies: number[] = [];
    for (let x = -before; x < columns + after; x += x === -1 ? columns + 1 : 1) {
      const from = borderIndex(x, columns, border);
      if (from < 0 || from === x) continue;
      for (let c = 0; c < channels; c++) copies.push((before + x) * channels + c, (before + from) * channels + c);
    }
    this.#copies = Int32Array.from(copies);
  }

  /** Values of the strip with those around it. */
  get length(): number {
    return (this.rows + this.#reach.above + this.#reach.below) * this.pitch;
  }

  /** To be called when the scratch memory is ready. */
  open(buffer: ArrayBuffer): void {
    const { data } = this.#grid;
    if (data instanceof Uint8Array) this.#values = new Uint8Array(buffer, this.address, this.length);
    else if (data instanceof Uint16Array) this.#values = new Uint16Array(buffer, this.address, this.length);
    else this.#values = new Float32Array(buffer, this.address, this.length);
  }

  /** Loads rows `first - above` to `first + count + below` of a plane. */
  load(plane: number, first: number, count: number): void {
    const { data, rows, columns, channels } = this.#grid;
    const { above, below, before } = this.#reach;
    const length = columns * channels;
    const values = this.#values;
    const copies = this.#copies;
    for (let y = first - above, at = 0; y < first + count + below; y++, at += this.pitch) {
      const row = borderIndex(y, rows, this.#border);
      if (this.#border === 'constant') values.fill(this.#fill, at, at + this.pitch);
      if (row < 0) continue;
      const from = (plane * rows + row) * length;
      values.set(data.subarray(from, from + length), at + before * channels);
      for (let i = 0; i < copies.length; i += 2) values[at + copies[i]!] = values[at + copies[i + 1]!]!;
    }
  }
}

/** Copies rows out of the memory of a kernel. */
export function takeRows(
  from: PixelArray,
  pitch: number,
  to: PixelArray,
  { at, length, count }: { readonly at: number; readonly length: number; readonly count: number },
): void {
  for (let y = 0; y < count; y++) to.set(from.subarray(y * pitch, y * pitch + length), at + y * length);
}
