import { claimPixels } from './claim-pixels.ts';
import { gridSteps, type SeedGrid } from './seed-grid.ts';
import { type ColorGrid, centersAt, moveCenters, openWindows } from './superpixel-centers.ts';

/** k-means in place and colour: labels from 1 in the order of the centres. */
export function clusterPixels(grid: ColorGrid, seeds: SeedGrid, maxIterations: number): Int32Array {
  const { width, height, colors } = grid;
  const pixels = width * height;
  const centers = centersAt(seeds, colors.length / pixels);
  const step = Math.max(seeds.stepX, seeds.stepY);
  const { stepX, stepY } = gridSteps(width, height, seeds.x.length);
  const claims = { labels: new Int32Array(pixels), distances: new Float64Array(pixels), weight: 1 / (step * step) };
  for (let i = 0; i < maxIterations; i++) {
    if (i > 0) moveCenters(centers, grid, claims.labels);
    openWindows(centers, grid, { reachX: 2 * stepX, reachY: 2 * stepY });
    claimPixels(grid, centers, claims);
  }
  return claims.labels;
}
