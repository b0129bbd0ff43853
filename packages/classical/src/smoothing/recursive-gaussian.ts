import { type BorderMode, borderIndex } from '../border/border-mode.ts';
import type { LineWriter } from '../filters/line-writer.ts';
import type { PixelGrid } from '../pixel-grid.ts';

/** Feed-forward weights of both directions, and what is fed back. */
interface Recursion {
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  readonly feedback: Float64Array;
}

/**
 * A Gaussian as two recursive filters of fourth order, one from each end, whose results add up. What lies beyond the edges is run through as
 * well, as far as it matters. Memory: three float64 numbers a pixel.
 */
export function recursiveGaussian(
  grid: PixelGrid,
  { down, across }: { readonly down: number; readonly across: number },
  { border, fill, write }: { readonly border: BorderMode; readonly fill: number; readonly write: LineWriter },
): void {
  const { planes, rows, columns, channels, data } = grid;
  const results = Array.from({ length: planes * channels }, (_, n) => {
    const offset = planes === 1 ? n : n * rows * columns;
    const plane = new Float64Array(rows * columns);
    for (let i = 0, from = offset; i < plane.length; i++, from += channels) plane[i] = data[from]!;
    filterRows(plane, columns, across, { border, fill });
    const turned = transposed(plane, columns, new Float64Array(plane.length));
    filterRows(turned, rows, down, { border, fill });
    return transposed(turned, rows, plane);
  });
  const line = new Float64Array(columns * channels);
  for (let plane = 0; plane < planes; plane++) {
    for (let y = 0; y < rows; y++) {
      for (let c = 0; c < channels; c++) {
        const from = results[plane * channels + c]!;
        for (let x = 0; x < columns; x++) line[x * channels + c] = from[y * columns + x]!;
      }
      write(line, (plane * rows + y) * line.length);
    }
  }
}

function filterRows(
  plane: Float64Array,
  length: number,
  sigma: number,
  { border, fill }: { readonly border: BorderMode; readonly fill: number },
): void {
  if (sigma === 0) return;
  const edge = Math.ceil(6 * sigma) + 4;
  const padded = new Float64Array(length + 2 * edge);
  const sums = new Float64Array(padded.length);
  const positions = Int32Array.from(padded, (_, i) => borderIndex(i - edge, length, border));
  const recursion = recursionOf(sigma);
  for (let start = 0; start < plane.length; start += length) {
    for (let i = 0; i < padded.length; i++) {
      const from = positions[i]!;
      padded[i] = from < 0 ? fill : plane[start + from]!;
    }
    runBothWays(padded, recursion, sums);
    plane.set(sums.subarray(edge, edge + length), start);
  }
}

function runBothWays(x: Float64Array, { forward, backward, feedback }: Recursion, out: Float64Array): void {
  const [f0, f1, f2, f3] = [forward[0]!, forward[1]!, forward[2]!, forward[3]!];
  const [b1, b2, b3, b4] = [backward[0]!, backward[1]!, backward[2]!, backward[3]!];
  const [d1, d2, d3, d4] = [feedback[0]!, feedback[1]!, feedback[2]!, feedback[3]!];
  // Both begin as if the value at their end had gone on for ever.
  const fedBack = 1 + d1 + d2 + d3 + d4;
  let [x1, x2, x3, x4] = [x[0]!, x[0]!, x[0]!, x[0]!];
  let y1 = (x1 * (f0 + f1 + f2 + f3)) / fedBack;
  let [y2, y3, y4] = [y1, y1, y1];
  for (let i = 0; i < x.length; i++) {
    const x0 = x[i]!;
    const y = f0 * x0 + f1 * x1 + f2 * x2 + f3 * x3 - d1 * y1 - d2 * y2 - d3 * y3 - d4 * y4;
    out[i] = y;
    x3 = x2;
    x2 = x1;
    x1 = x0;
    y4 = y3;
    y3 = y2;
    y2 = y1;
    y1 = y;
  }
  x1 = x2 = x3 = x4 = x.at(-1)!;
  y1 = y2 = y3 = y4 = (x1 * (b1 + b2 + b3 + b4)) / fedBack;
  for (let i = x.length - 1; i >= 0; i--) {
    const y = b1 * x1 + b2 * x2 + b3 * x3 + b4 * x4 - d1 * y1 - d2 * y2 - d3 * y3 - d4 * y4;
    out[i] = out[i]! + y;
    x4 = x3;
    x3 = x2;
    x2 = x1;
    x1 = x[i]!;
    y4 = y3;
    y3 = y2;
    y2 = y1;
    y1 = y;
  }
}

// h(t) = (A0 cos(w0 t) + A1 sin(w0 t)) exp(-b0 t) + (C0 cos(w1 t) + C1 sin(w1 t)) exp(-b1 t), t = x / sigma.
const [A0, A1, B0, W0] = [1.68, 3.735, 1.783, 0.6318];
const [C0, C1, B1, W1] = [-0.6803, -0.2598, 1.723, 1.997];

/** The weights for a sigma, so that a constant stays what it is. */
function recursionOf(sigma: number): Recursion {
  const [e0, e1] = [Math.exp(-B0 / sigma), Math.exp(-B1 / sigma)];
  const [c0, s0, c1, s1] = [Math.cos(W0 / sigma), Math.sin(W0 / sigma), Math.cos(W1 / sigma), Math.sin(W1 / sigma)];
  // z-transforms of damped waves: (p0 + p1 z) / (1 + q1 z + q2 z^2) each; the sum over a common denominator.
  const [p0, p1, q1, q2] = [A0, e0 * (A1 * s0 - A0 * c0), -2 * e0 * c0, e0 * e0];
  const [r0, r1, t1, t2] = [C0, e1 * (C1 * s1 - C0 * c1), -2 * e1 * c1, e1 * e1];
  const forward = [p0 + r0, p1 + r1 + p0 * t1 + r0 * q1, p1 * t1 + p0 * t2 + r1 * q1 + r0 * q2, p1 * t2 + r1 * q2];
  const feedback = [q1 + t1, q2 + t2 + q1 * t1, q1 * t2 + q2 * t1, q2 * t2];
  const backward = feedback.map((d, i) => (forward[i + 1] ?? 0) - forward[0]! * d);
  const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
  const gain = (total(forward) + total(backward)) / (1 + total(feedback));
  const scaled = (weights: readonly number[]): Float64Array => Float64Array.from(weights, (weight) => weight / gain);
  return { forward: scaled(forward), backward: scaled(backward), feedback: Float64Array.from(feedback) };
}

function transposed(plane: Float64Array, columns: number, out: Float64Array): Float64Array {
  const rows = plane.length / columns;
  const TILE = 16; // so that lines of both sides stay in the cache
  for (let top = 0; top < rows; top += TILE) {
    for (let left = 0; left < columns; left += TILE) {
      const [bottom, right] = [Math.min(top + TILE, rows), Math.min(left + TILE, columns)];
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) out[x * rows + y] = plane[y * columns + x]!;
    }
  }
  return out;
}
