import { gridSteps, type SeedGrid } from './seed-grid.ts';

/** Colours of the pixels of a picture, row by row. */
interface ColorGrid {
  readonly colors: Float64Array;
  readonly width: number;
  readonly height: number;
}

/** k-means in place and colour: labels from 1 in the order of the centres. */
export function clusterPixels(pixels: ColorGrid, grid: SeedGrid, maxIterations: number): Int32Array {
  const { width, height, colors } = pixels;
  const channels = colors.length / (width * height);
  const centers = { x: grid.x.slice(), y: grid.y.slice(), colors: new Float64Array(grid.x.length * channels) };
  const labels = new Int32Array(width * height);
  const step = Math.max(grid.stepX, grid.stepY);
  const { stepX, stepY } = gridSteps(width, height, grid.x.length);
  const weight = 1 / (step * step);
  const distances = new Float64Array(labels.length);
  for (let i = 0; i < maxIterations; i++) {
    distances.fill(Number.POSITIVE_INFINITY);
    if (!assign(pixels, centers, { labels, distances, weight, reachX: 2 * stepX, reachY: 2 * stepY })) break;
    moveCenters(pixels, centers, labels);
  }
  return labels;
}

interface Centers {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly colors: Float64Array;
}

interface Assignment {
  readonly labels: Int32Array;
  readonly distances: Float64Array;
  readonly weight: number;
  readonly reachX: number;
  readonly reachY: number;
}

/** Gives each pixel to the nearest of the centres that reach it. @returns whether any centre reached one */
function assign({ colors, width, height }: ColorGrid, centers: Centers, assignment: Assignment): boolean {
  const { labels, distances, weight, reachX, reachY } = assignment;
  const channels = colors.length / labels.length;
  let any = false;
  for (let k = 0; k < centers.x.length; k++) {
    const cx = centers.x[k]!;
    const cy = centers.y[k]!;
    if (Number.isNaN(cx)) continue; // it has lost all its pixels
    const left = Math.trunc(Math.max(cx - reachX, 0));
    const right = Math.trunc(Math.min(cx + reachX + 1, width));
    const top = Math.trunc(Math.max(cy - reachY, 0));
    const bottom = Math.trunc(Math.min(cy + reachY + 1, height));
    for (let y = top; y < bottom; y++) {
      const dy = (cy - y) * (cy - y);
      for (let x = left, i = y * width + left; x < right; x++, i++) {
        let distance = (dy + (cx - x) * (cx - x)) * weight;
        let away = 0;
        for (let c = 0; c < channels; c++) {
          const t = colors[i * channels + c]! - centers.colors[k * channels + c]!;
          away += t * t;
        }
        distance += away;
        if (distances[i]! > distance) {
          labels[i] = k + 1;
          distances[i] = distance;
          any = true;
        }
      }
    }
  }
  return any;
}

function moveCenters({ colors, width, height }: ColorGrid, centers: Centers, labels: Int32Array): void {
  const channels = colors.length / labels.length;
  const sizes = new Float64Array(centers.x.length);
  centers.x.fill(0);
  centers.y.fill(0);
  centers.colors.fill(0);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const k = labels[i]! - 1;
      if (k < 0) continue;
      sizes[k]!++;
      centers.x[k]! += x;
      centers.y[k]! += y;
      for (let c = 0; c < channels; c++) centers.colors[k * channels + c]! += colors[i * channels + c]!;
    }
  }
  for (let k = 0; k < sizes.length; k++) {
    centers.x[k]! /= sizes[k]!;
    centers.y[k]! /= sizes[k]!;
    for (let c = 0; c < channels; c++) centers.colors[k * channels + c]! /= sizes[k]!;
  }
}
