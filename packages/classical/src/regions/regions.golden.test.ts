import { readFileSync } from 'node:fs';
import type { Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicPicture, noClassicPictures } from '../classic-pictures.test.support.ts';
import type { LabelMap } from '../label-map/label-map.ts';
import { threshold } from '../thresholds/threshold.ts';
import { connectedComponents } from './connected-components.ts';
import { distanceTransform } from './distance-transform.ts';
import { hMaxima } from './h-maxima.ts';
import { expectLabels, type StoredLabels } from './stored-labels.test.support.ts';
import { watershed } from './watershed.ts';
import type { WatershedOptions } from './watershed-options.ts';

interface Golden {
  readonly picture: string;
  readonly level: number;
  readonly distance: { readonly step: number; readonly values: readonly number[] };
  readonly [key: string]: unknown;
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/regions.json', import.meta.url), 'utf8'),
) as readonly Golden[];

/** A label at the middle of every square of 40 pixels. */
function gridMarkers({ width, height }: Picture): LabelMap {
  const labels = new Int32Array(width * height);
  let count = 0;
  for (let y = 20; y < height; y += 40) for (let x = 20; x < width; x += 40) labels[y * width + x] = ++count;
  return { labels, width, height, count };
}

describe.skipIf(noClassicPictures)(`regions equal the references ${noClassicPictures || ''}`, () => {
  it.each(golden)('components and distances of $picture', async (one) => {
    const mask = threshold(await classicPicture(one.picture), one.level);
    for (const connectivity of [4, 8] as const) {
      const found = connectedComponents(mask, { connectivity });
      const stored = one[`components ${connectivity}`] as StoredLabels;
      expectLabels(found.labels, stored, `${connectivity} neighbours`);
      expect(found.count).toBe(stored.count);
    }
    const { data } = distanceTransform(mask);
    const { step, values } = one.distance;
    for (const [i, value] of values.entries())
      expect(Math.abs(data[i * step]! - value)).toBeLessThan(1e-5 * (1 + value));
  });

  it.each(golden)('peaks of $picture', async (one) => {
    const picture = await classicPicture(one.picture);
    for (const h of [10, 60]) {
      expectLabels(hMaxima(picture, h).data, one[`h-maxima ${h}`] as StoredLabels, `h ${h}`);
    }
  });

  it.each(golden)('watersheds of $picture', async (one) => {
    const picture = await classicPicture(one.picture);
    const mask = threshold(picture, one.level);
    const cases: Readonly<Record<string, Omit<WatershedOptions, 'markers'>>> = {
      watershed: {},
      'watershed 8': { connectivity: 8 },
      'watershed line': { line: true },
      'watershed compact': { compactness: 50 },
      'watershed mask': { mask },
      'watershed line 8 mask': { line: true, connectivity: 8, mask },
    };
    for (const [key, options] of Object.entries(cases)) {
      const { labels } = watershed(picture, { ...options, markers: gridMarkers(picture) });
      expectLabels(labels, one[key] as StoredLabels, key);
    }
  });
});
