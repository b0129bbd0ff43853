import type { Drawing, Stroke } from './drawing.ts';

type Corner = readonly [x: number, y: number];

/** Corner points of the strokes of a digit; those of a curve are joined smoothly, those of a line straight. */
interface Outline {
  readonly curves?: readonly (readonly Corner[])[];
  readonly lines?: readonly (readonly Corner[])[];
}

const OUTLINES: readonly Outline[] = [
  { curves: [[[0.52, 0.2], [0.38, 0.28], [0.32, 0.5], [0.39, 0.74], [0.51, 0.8], [0.63, 0.72], [0.69, 0.48], [0.63, 0.27], [0.52, 0.2]]] },
  { lines: [[[0.4, 0.32], [0.53, 0.2], [0.51, 0.8]]] },
  { curves: [[[0.34, 0.34], [0.41, 0.22], [0.55, 0.2], [0.65, 0.31], [0.6, 0.48], [0.46, 0.65], [0.33, 0.79]]], lines: [[[0.33, 0.79], [0.69, 0.78]]] },
  {
    curves: [
      [[0.35, 0.26], [0.49, 0.2], [0.63, 0.27], [0.6, 0.42], [0.46, 0.48]],
      [[0.46, 0.48], [0.62, 0.54], [0.67, 0.67], [0.56, 0.79], [0.42, 0.8], [0.33, 0.72]],
    ],
  },
  { lines: [[[0.42, 0.2], [0.35, 0.54], [0.7, 0.54]], [[0.62, 0.28], [0.58, 0.82]]] },
  { curves: [[[0.38, 0.46], [0.51, 0.42], [0.64, 0.51], [0.65, 0.67], [0.54, 0.79], [0.41, 0.8], [0.32, 0.74]]], lines: [[[0.67, 0.21], [0.42, 0.21], [0.38, 0.46]]] },
  { curves: [[[0.6, 0.19], [0.46, 0.33], [0.38, 0.52], [0.37, 0.68], [0.46, 0.8], [0.59, 0.78], [0.65, 0.67], [0.58, 0.56], [0.47, 0.56], [0.38, 0.65]]] },
  { lines: [[[0.32, 0.23], [0.68, 0.22], [0.47, 0.8]]] },
  {
    curves: [
      [[0.63, 0.28], [0.51, 0.2], [0.39, 0.28], [0.43, 0.41], [0.56, 0.52], [0.64, 0.66], [0.57, 0.78], [0.45, 0.79], [0.36, 0.68], [0.42, 0.53], [0.56, 0.42], [0.63, 0.28]],
    ],
  },
  { curves: [[[0.64, 0.34], [0.57, 0.47], [0.44, 0.48], [0.37, 0.37], [0.42, 0.24], [0.54, 0.2], [0.63, 0.29], [0.63, 0.45], [0.6, 0.62], [0.55, 0.8]]] },
]; // biome-ignore format: a line for each digit

/** Ten digits drawn by us, for those who cannot or would rather not draw. */
export const SAMPLE_DIGITS: readonly Drawing[] = OUTLINES.map(({ curves = [], lines = [] }) => [
  ...lines.map((corners) => corners.map(penPoint)),
  ...curves.map(smooth),
]);

function penPoint([x, y]: Corner): Stroke[number] {
  return { x, y, pressure: 0.5 };
}

/** A Catmull-Rom curve through the corners, eight pieces between two of them. */
function smooth(corners: readonly Corner[]): Stroke {
  const at = (index: number): Corner => corners[Math.min(corners.length - 1, Math.max(0, index))]!;
  const points: Corner[] = [corners[0]!];
  for (let i = 0; i + 1 < corners.length; i++) {
    for (let piece = 1; piece <= 8; piece++) {
      const t = piece / 8;
      points.push(
        [0, 1].map((axis) =>
          spline(
            [at(i - 1), at(i), at(i + 1), at(i + 2)].map((c) => c[axis]!),
            t,
          ),
        ) as unknown as Corner,
      );
    }
  }
  return points.map(penPoint);
}

function spline([a, b, c, d]: readonly number[], t: number): number {
  return (
    0.5 * (2 * b! + (c! - a!) * t + (2 * a! - 5 * b! + 4 * c! - d!) * t * t + (3 * b! - a! - 3 * c! + d!) * t ** 3)
  );
}
