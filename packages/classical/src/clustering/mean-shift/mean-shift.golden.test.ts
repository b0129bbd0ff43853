import { describe, expect, it } from 'vitest';
import { classicColors, noClassicPictures } from '../../classic-pictures.test.support.ts';
import { crop } from '../../geometry/crop.ts';
import { clusteringGolden, digest, expectClose } from '../clustering-golden.test.support.ts';
import { pixelFeatures } from '../pixel-features.ts';
import { estimateBandwidth } from './estimate-bandwidth.ts';
import { meanShiftCluster } from './mean-shift-cluster.ts';
import { type MeanShiftFilterOptions, meanShiftFilter } from './mean-shift-filter.ts';

interface Cluster {
  readonly picture: string;
  readonly step: number;
  readonly bandwidth: number;
  readonly estimate: number;
  readonly binSeeding: boolean;
  readonly minBinFrequency: number;
  readonly clusterAll: boolean;
  readonly labels: string;
  readonly centers: readonly number[];
  readonly iterations: number;
}

interface Filter extends MeanShiftFilterOptions {
  readonly picture: string;
  readonly crop: readonly [x: number, y: number, width: number, height: number];
  readonly sha256: string;
  readonly sum: number;
}

describe.skipIf(noClassicPictures)(`mean shift equals the references ${noClassicPictures || ''}`, () => {
  it.each(clusteringGolden<readonly Cluster[]>('meanShift'))(
    'scikit-learn, $picture, bins $binSeeding, all $clusterAll',
    async (golden) => {
      const { bandwidth, minBinFrequency, clusterAll } = golden;
      const points = pixelFeatures(await classicColors(golden.picture, golden.step));
      expect(estimateBandwidth(points, { quantile: 0.2 })).toBeCloseTo(golden.estimate, 9);
      const seeding = golden.binSeeding ? 'bins' : 'points';
      const result = meanShiftCluster(points, { bandwidth, seeding, minBinFrequency, clusterAll });
      expect(digest(result.labels.map((label) => label + 1))).toBe(golden.labels);
      expectClose(result.centers, golden.centers);
      expect(result.iterations).toBe(golden.iterations);
    },
  );

  it.each(clusteringGolden<readonly Filter[]>('meanShiftFilter'))(
    'OpenCV, $picture, $radiusPx pixels, $colorRadius, $maxLevel levels',
    async ({ picture, crop: [x, y, width, height], sha256, sum, ...options }) => {
      const part = crop(await classicColors(picture), { x, y, width, height });
      const { data } = meanShiftFilter(part, options);
      expect(data.reduce((total, value) => total + value, 0)).toBe(sum);
      expect(digest(data)).toBe(sha256);
    },
  );
});
