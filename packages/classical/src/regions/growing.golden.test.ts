import { readFileSync } from 'node:fs';
import type { Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicColors, classicPicture, noClassicPictures } from '../classic-pictures.test.support.ts';
import type { Point } from '../geometry/transform-from-points.ts';
import type { LabelMap } from '../label-map/label-map.ts';
import { threshold } from '../thresholds/threshold.ts';
import { confidenceConnected } from './confidence-connected.ts';
import { connectedComponents } from './connected-components.ts';
import { distanceMarkers } from './distance-markers.ts';
import { distanceTransform } from './distance-transform.ts';
import { flood } from './flood.ts';
import { hMaxima } from './h-maxima.ts';
import { hMinima } from './h-minima.ts';
import { localMaxima } from './local-maxima.ts';
import { localMinima } from './local-minima.ts';
import { type RegionProperties, regionProperties } from './properties/region-properties.ts';
import { type SlicOptions, slic } from './slic/slic.ts';
import { expectLabels, type StoredLabels } from './stored-labels.test.support.ts';
import { watershed } from './watershed.ts';

interface Confidence {
  readonly seeds: readonly Point[];
  readonly multiplier: number;
  readonly iterations: number;
  readonly radiusPx: number;
  readonly mean: number;
  readonly variance: number;
  readonly mask: StoredLabels;
}

type StoredProperties = Readonly<Record<string, number>> & {
  readonly box: readonly number[];
  readonly centroid: readonly number[];
};

interface Golden {
  readonly picture: string;
  readonly level: number;
  readonly seed: Point;
  readonly confidence: readonly Confidence[];
  readonly properties: readonly StoredProperties[];
  readonly [key: string]: unknown;
}

const golden = JSON.parse(readFileSync(new URL('../../fixtures/growing.json', import.meta.url), 'utf8')) as {
  readonly gray: readonly Golden[];
  readonly color: readonly Golden[];
};
const stored = (one: Golden, key: string): StoredLabels => {
  expect(one[key], key).toBeDefined();
  return one[key] as StoredLabels;
};

/** A label at the middle of every square of 40 pixels. */
function gridMarkers({ width, height }: Picture): LabelMap {
  const labels = new Int32Array(width * height);
  let count = 0;
  for (let y = 20; y < height; y += 40) for (let x = 20; x < width; x += 40) labels[y * width + x] = ++count;
  return { labels, width, height, count };
}

describe.skipIf(noClassicPictures)(`regions that grow equal the references ${noClassicPictures || ''}`, () => {
  it.each(golden.gray)('extrema of $picture', async (one) => {
    const picture = await classicPicture(one.picture);
    for (const connectivity of [4, 8] as const) {
      const maxima = localMaxima(picture, { connectivity });
      expectLabels(maxima.data, stored(one, `local maxima ${connectivity}`), `maxima ${connectivity}`);
      const minima = localMinima(picture, { connectivity });
      expectLabels(minima.data, stored(one, `local minima ${connectivity}`), `minima ${connectivity}`);
    }
    for (const h of [10, 60]) expectLabels(hMinima(picture, h).data, stored(one, `h-minima ${h}`), `h-minima ${h}`);
    const depth = distanceTransform(threshold(picture, one.level));
    expectLabels(hMaxima(depth, 1.5).data, stored(one, 'h-maxima of the depth 1.5'), 'h-maxima of the depth');
    expectLabels(hMinima(depth, 1.5).data, stored(one, 'h-minima of the depth 1.5'), 'h-minima of the depth');
    for (const connectivity of [4, 8] as const) {
      const { labels } = distanceMarkers(depth, { heightPx: 2, connectivity });
      expectLabels(labels, stored(one, `markers ${connectivity}`), `markers ${connectivity}`);
    }
  });

  it.each(golden.gray)('floods of $picture', async (one) => {
    const picture = await classicPicture(one.picture);
    for (const connectivity of [4, 8] as const) {
      for (const tolerance of [0, 20]) {
        const { data } = flood(picture, one.seed, { tolerance, connectivity });
        expectLabels(data, stored(one, `flood ${connectivity} ${tolerance}`), `flood ${connectivity} ${tolerance}`);
      }
      const { data } = flood(picture, one.seed, { tolerance: 3, connectivity, reference: 'neighbor' });
      expectLabels(data, stored(one, `flood ${connectivity} 3 neighbor`), `flood from neighbours ${connectivity}`);
    }
  });

  it.each(golden.gray)('confidence-connected regions of $picture', async (one) => {
    for (const [i, { seeds, mean, variance, mask, ...options }] of one.confidence.entries()) {
      const picture = await classicPicture(one.picture, i === 3 ? 'float32' : 'uint8');
      const found = confidenceConnected(picture, seeds, options);
      expectLabels(found.mask.data, mask, `confidence ${i}`);
      expect(Math.abs(found.mean - mean), `mean ${i}`).toBeLessThanOrEqual(1e-6 * mean);
      expect(Math.abs(found.standardDeviation ** 2 - variance), `variance ${i}`).toBeLessThanOrEqual(1e-5 * variance);
    }
  });

  it.each(golden.gray)('properties of the regions of $picture', async (one) => {
    const picture = await classicPicture(one.picture);
    const regions = regionProperties(connectedComponents(threshold(picture, one.level)), picture);
    const byLabel = new Map(regions.map((region) => [region.label, region]));
    expect(one.properties.length).toBeGreaterThan(5);
    for (const { box, centroid, mean, min, max, ...numbers } of one.properties) {
      const ours = byLabel.get(numbers.label!)!;
      const { x, y, width, height } = ours.boundingBox;
      expect([x, y, width, height]).toEqual(box);
      const pairs: [string, number, number][] = [
        ['x', ours.centroid[0], centroid[0]!],
        ['y', ours.centroid[1], centroid[1]!],
        ['mean', ours.intensity!.mean[0]!, mean!],
        ['min', ours.intensity!.min[0]!, min!],
        ['max', ours.intensity!.max[0]!, max!],
        ...Object.entries(numbers).map(
          ([key, value]) => [key, ours[key as keyof RegionProperties] as number, value] as [string, number, number],
        ),
      ];
      for (const [key, received, expected] of pairs) {
        const away = Math.abs(received - expected);
        expect(away, `${key} of ${ours.label}: ${received}, not ${expected}`).toBeLessThan(
          1e-5 * (1e-2 + Math.abs(expected)),
        );
      }
    }
  });

  it.each(golden.gray)('superpixels and compact watersheds of $picture', async (one) => {
    const picture = await classicPicture(one.picture);
    const cases: Readonly<Record<string, SlicOptions>> = {
      slic: { compactness: 0.1 },
      'slic loose': { compactness: 0.1, enforceConnectivity: false },
      'slic many': { segments: 900, compactness: 0.02, maxIterations: 4, minSizeFactor: 0.2, maxSizeFactor: 1.5 },
    };
    for (const [key, options] of Object.entries(cases)) {
      expectLabels(slic(picture, options).labels, stored(one, key), key);
    }
    const { labels } = watershed(picture, { markers: gridMarkers(picture), compactness: 50, line: true });
    expectLabels(labels, stored(one, 'compact line'), 'compact, with a line');
  });

  it.each(golden.color)('floods and superpixels of $picture, in colour', async (one) => {
    const picture = await classicColors(one.picture);
    const near = flood(picture, one.seed, { tolerance: 25 });
    expectLabels(near.data, stored(one, 'flood'), 'flood');
    const slow = flood(picture, one.seed, { tolerance: 3, connectivity: 4, reference: 'neighbor' });
    expectLabels(slow.data, stored(one, 'flood neighbor'), 'flood from neighbours');
    const cases: Readonly<Record<string, SlicOptions>> = {
      slic: {},
      'slic compact': { segments: 250, compactness: 30 },
      'slic loose': { segments: 60, enforceConnectivity: false },
    };
    for (const [key, options] of Object.entries(cases)) {
      expectLabels(slic(picture, options).labels, stored(one, key), key);
    }
  });
});
