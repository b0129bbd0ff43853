import { describe, expect, it } from 'vitest';
import { classicColors, noClassicPictures } from '../../classic-pictures.test.support.ts';
import { clusteringGolden, digest, expectClose } from '../clustering-golden.test.support.ts';
import { pixelFeatures } from '../pixel-features.ts';
import { silhouette } from '../silhouette.ts';
import { kMeans } from './k-means.ts';

interface Golden {
  readonly picture: string;
  readonly step: number;
  readonly k: number;
  readonly init: readonly number[];
  readonly labels: string;
  readonly centers: readonly number[];
  readonly inertia: number;
  readonly iterations: number;
  readonly compactness: number;
  readonly score: number;
  readonly values: readonly number[];
}

describe.skipIf(noClassicPictures)(`k-means equals the references ${noClassicPictures || ''}`, () => {
  it.each(clusteringGolden<readonly Golden[]>('kMeans'))('scikit-learn, $picture', async (golden) => {
    const points = pixelFeatures(await classicColors(golden.picture, golden.step));
    const { init } = golden;
    const result = kMeans(points, { k: init.length / points.dimensions, init });
    expect(digest(result.labels)).toBe(golden.labels);
    expectClose(result.centers, golden.centers);
    expect(Math.abs(result.inertia / golden.inertia - 1)).toBeLessThan(1e-9);
    expect(result.iterations).toBe(golden.iterations);
  });

  it.each(clusteringGolden<readonly Golden[]>('cvKMeans'))('OpenCV from given labels, $picture', async (golden) => {
    const points = pixelFeatures(await classicColors(golden.picture, golden.step));
    const { k } = golden;
    const { values, dimensions } = points;
    const sums = new Float64Array(k * dimensions);
    const sizes = new Float64Array(k);
    const count = values.length / dimensions;
    for (let i = 0; i < count; i++) {
      const label = Math.floor((i * k) / count);
      sizes[label]!++;
      for (let d = 0; d < dimensions; d++) sums[label * dimensions + d]! += values[i * dimensions + d]!;
    }
    const init = sums.map((sum, at) => sum / sizes[Math.trunc(at / dimensions)]!);
    const result = kMeans(points, { k, init, tolerance: 0, maxIterations: 100 });
    expect(digest(result.labels)).toBe(golden.labels);
    expectClose(result.centers, golden.centers);
    expect(Math.abs(result.inertia / golden.compactness - 1)).toBeLessThan(1e-5);
  });

  it.each(clusteringGolden<readonly Golden[]>('silhouettes'))(
    'silhouette of scikit-learn, $picture',
    async (golden) => {
      const points = pixelFeatures(await classicColors(golden.picture, golden.step));
      const count = points.values.length / points.dimensions;
      const labels = Int32Array.from({ length: count }, (_, i) => Math.floor((i * golden.k) / count));
      const { score, values } = silhouette(points, labels);
      expect(Math.abs(score - golden.score)).toBeLessThan(1e-9);
      expectClose(
        values.filter((_, i) => i % 97 === 0),
        golden.values,
        1e-9,
      );
    },
  );
});

it('starts empty clusters again where scikit-learn does', () => {
  const golden = clusteringGolden<{
    readonly points: readonly number[];
    readonly init: readonly number[];
    readonly labels: readonly number[];
    readonly centers: readonly number[];
    readonly inertia: number;
  }>('emptyKMeans');
  const points = { values: Float64Array.from(golden.points), dimensions: 2 };
  const { labels, centers, inertia } = kMeans(points, { k: 4, init: golden.init });
  expect([...labels]).toEqual(golden.labels);
  expectClose(centers, golden.centers);
  expect(inertia).toBeCloseTo(golden.inertia, 9);
});
