import type { PixelArray } from '@cv/image';
import { borderIndex } from '../border/border-mode.ts';
import { IntegerLine } from '../border/integer-line.ts';
import { PaddedLine } from '../border/padded-line.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { type ElementRun, elementRuns } from './element-runs.ts';
import { type Extreme, type ExtremeLine, extremeOf } from './extreme-lines.ts';
import type { ExtremeOptions } from './extreme-options.ts';
import { extremeStrips } from './extreme-strips.ts';
import type { StructuringElement } from './structuring-element.ts';
import { windowExtreme } from './window-extreme.ts';

/**
 * The least or the most of the pixels under an element. Each row is done once for every length of run that the element has, into a ring as high
 * as the element; full rectangles share the work of rows too (van Herk).
 */
export function extremePlane(
  grid: PixelGrid,
  element: StructuringElement,
  options: ExtremeOptions,
  data: PixelArray,
): void {
  if (extremeStrips(grid, element, options, data)) return;
  const format = data instanceof Float32Array ? 'float' : 'integer';
  const extreme = extremeOf(options.which, format);
  const runs = elementRuns(element);
  const full = element.mask.every((value) => value === 1);
  const spans = [...new Set(runs.map(({ span }) => span))];
  const source = new RowExtremes(grid, element, { ...options, format, extreme, spans });
  if (full && element.height > 2) rectangleRows(grid, element.height, source, extreme, data);
  else elementRows(grid, element, runs, source, extreme, data);
}

/** Rows of a picture, with the extremes of windows of some lengths. */
class RowExtremes {
  readonly length: number;
  readonly format: 'integer' | 'float';
  readonly #line: IntegerLine | PaddedLine;
  readonly #scratch: ExtremeLine;
  readonly #grid: PixelGrid;
  readonly #options: ExtremeOptions & { readonly extreme: Extreme; readonly spans: readonly number[] };
  readonly #above: number;

  constructor(
    grid: PixelGrid,
    { width, height }: StructuringElement,
    options: ExtremeOptions & {
      readonly format: 'integer' | 'float';
      readonly extreme: Extreme;
      readonly spans: readonly number[];
    },
  ) {
    const before = width >> 1;
    const around = { before, after: width - 1 - before, border: options.border, fill: options.fill };
    this.#line = options.format === 'integer' ? new IntegerLine(grid, around) : new PaddedLine(grid, around);
    this.#scratch = this.#line.values.slice();
    this.#grid = grid;
    this.#options = options;
    this.#above = height >> 1;
    this.length = grid.columns * grid.channels;
    this.format = options.format;
  }

  /** A line that holds the extremes of windows of `span` at every position where one fits. */
  room(span: number): ExtremeLine {
    const length = this.#line.values.length - (span - 1) * this.#grid.channels;
    return this.format === 'integer' ? new Int32Array(length) : new Float64Array(length);
  }

  /** Loads row `index` of the element's reach above the first row, and fills one line for each length of run. */
  load(plane: number, index: number, into: readonly ExtremeLine[]): void {
    const { rows, channels, data } = this.#grid;
    const { border, fill, extreme, spans } = this.#options;
    const row = borderIndex(index - this.#above, rows, border);
    if (row < 0) this.#line.loadConstant(fill);
    else this.#line.load(data, (plane * rows + row) * this.length);
    for (const [i, span] of spans.entries()) {
      windowExtreme(this.#line.values, { span, channels }, extreme, { scratch: this.#scratch, out: into[i]! });
    }
  }
}

/**
 * Rows of a full rectangle: blocks of as many rows as it is high. The extreme of a window that begins inside a block is that of the rest of the
 * block, looked at from its end, and of the beginning of the next one: three comparisons a pixel, however high.
 * @source M. van Herk: A fast algorithm for local minimum and maximum filters, Pattern Recognition Letters 13(7), 1992
 */
function rectangleRows(grid: PixelGrid, height: number, source: RowExtremes, extreme: Extreme, data: PixelArray): void {
  const { planes, rows, columns } = grid;
  const span = source.room(1).length / grid.channels - columns + 1;
  let block = Array.from({ length: height }, () => source.room(span));
  let following = Array.from({ length: height }, () => source.room(span));
  const prefix = source.room(span);
  const out = source.room(span);
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < height; i++) source.load(plane, i, [block[i]!]);
    for (let first = 0; first < rows; first += height) {
      for (let i = height - 2; i >= 0; i--) extreme(block[i]!, block[i + 1]!, block[i]!);
      const at = (plane * rows + first) * source.length;
      data.set(block[0]!, at);
      for (let i = 1; i < height && first + i < rows; i++) {
        const next = following[i - 1]!;
        source.load(plane, first + height + i - 1, [next]);
        if (i === 1) prefix.set(next);
        else extreme(prefix, next, prefix);
        extreme(block[i]!, prefix, out);
        data.set(out, at + i * source.length);
      }
      if (first + height < rows) source.load(plane, first + 2 * height - 1, [following[height - 1]!]);
      [block, following] = [following, block];
    }
  }
}

/** Rows of any element, run by run. */
function elementRows(
  grid: PixelGrid,
  { height }: StructuringElement,
  runs: readonly ElementRun[],
  source: RowExtremes,
  extreme: Extreme,
  data: PixelArray,
): void {
  const { planes, rows, channels } = grid;
  const spans = [...new Set(runs.map(({ span }) => span))];
  const ring = Array.from({ length: height }, () => spans.map((span) => source.room(span)));
  const out = source.room(1).subarray(0, source.length);
  for (let plane = 0; plane < planes; plane++) {
    for (let index = 0; index < rows + height - 1; index++) {
      source.load(plane, index, ring[index % height]!);
      const y = index - height + 1;
      if (y < 0) continue;
      for (const [i, { row, from, span }] of runs.entries()) {
        const line = ring[(y + row) % height]![spans.indexOf(span)]!;
        const part = line.subarray(from * channels, from * channels + source.length);
        if (i === 0) out.set(part);
        else extreme(out, part, out);
      }
      data.set(out, (plane * rows + y) * source.length);
    }
  }
}
