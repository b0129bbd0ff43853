import type { PixelArray } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import type { Scratch } from './scratch.ts';
import { viewLike } from './view-like.ts';

/** How much of a picture is looked at at once: about as much as stays in the cache of a core. Bytes. */
const STRIP = 2 ** 18;

/**
 * Rows of a picture in the memory of a kernel, with what lies around them: as many as stay in the cache, with the rows above and below that
 * windows reach, their anchor in the middle (of an even number right of it). The number format is that of the picture.
 */
export class PaddedStrips {
  /** Values from one row to the next. */
  readonly pitch: number;
  /** Most rows of a strip, without those around it. */
  readonly rows: number;
  /** Where the strip is, bytes. */
  readonly address: number;
  #values: PixelArray = new Uint8Array();
  readonly #grid: PixelGrid;
  readonly #window: { readonly width: number; readonly height: number };
  readonly #border: BorderMode;
  readonly #fill: number;
  /** Pairs of positions in a row: what is copied where. */
  readonly #copies: Int32Array;

  constructor(
    grid: PixelGrid,
    window: { readonly width: number; readonly height: number },
    { border, fill }: { readonly border: BorderMode; readonly fill: number },
    scratch: Scratch,
  ) {
    const { columns, channels, rows, data } = grid;
    const around = window.height - 1;
    const before = window.width >> 1;
    const wide = columns + window.width - 1;
    this.pitch = wide * channels;
    const bytes = this.pitch * data.BYTES_PER_ELEMENT;
    this.rows = Math.min(rows, Math.max(8, around, Math.floor(STRIP / bytes) - around));
    this.address = scratch.take((this.rows + around) * bytes);
    this.#grid = grid;
    this.#window = window;
    this.#border = border;
    this.#fill = fill;
    const copies: number[] = [];
    for (let x = -before; x < wide - before; x++) {
      const from = borderIndex(x, columns, border);
      if (from < 0 || from === x) continue;
      for (let c = 0; c < channels; c++) copies.push((before + x) * channels + c, (before + from) * channels + c);
    }
    this.#copies = Int32Array.from(copies);
  }

  /** Values of the strip with those around it. */
  get length(): number {
    return (this.rows + this.#window.height - 1) * this.pitch;
  }

  /** What the strip takes in memory. */
  get bytes(): number {
    return this.length * this.#grid.data.BYTES_PER_ELEMENT;
  }

  /** To be called when the scratch memory is ready. */
  open(buffer: ArrayBuffer): void {
    this.#values = viewLike(this.#grid.data, buffer, this.address, this.length);
  }

  /** Loads one strip after the other. @param use gets how many rows it has, and where in the array of pixels they begin */
  each(use: (rows: number, at: number) => void): void {
    const { planes, rows, columns, channels } = this.#grid;
    for (let plane = 0; plane < planes; plane++) {
      for (let first = 0; first < rows; first += this.rows) {
        const count = Math.min(this.rows, rows - first);
        this.#load(plane, first, count);
        use(count, (plane * rows + first) * columns * channels);
      }
    }
  }

  /** Rows `first` to `first + count` of a plane, and those around them. */
  #load(plane: number, first: number, count: number): void {
    const { data, rows, columns, channels } = this.#grid;
    const { width, height } = this.#window;
    const [above, before] = [height >> 1, width >> 1];
    const length = columns * channels;
    const values = this.#values;
    const copies = this.#copies;
    for (let y = first - above, at = 0; at < (count + height - 1) * this.pitch; y++, at += this.pitch) {
      const row = borderIndex(y, rows, this.#border);
      if (this.#border === 'constant') values.fill(this.#fill, at, at + this.pitch);
      if (row < 0) continue;
      const from = (plane * rows + row) * length;
      values.set(data.subarray(from, from + length), at + before * channels);
      for (let i = 0; i < copies.length; i += 2) values[at + copies[i]!] = values[at + copies[i + 1]!]!;
    }
  }
}
