import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicPicture, noClassicPictures } from '../classic-pictures.test.support.ts';
import type { LabelMap } from '../label-map/label-map.ts';
import { threshold } from '../thresholds/threshold.ts';
import { connectedComponents } from './connected-components.ts';
import { distanceTransform } from './distance-transform.ts';
import { hMaxima } from './h-maxima.ts';
import { type WatershedOptions, watershed } from './watershed.ts';

interface StoredLabels {
  readonly count: number;
  readonly labels: string;
}

interface Golden {
  readonly picture: string;
  readonly level: number;
  readonly distance: { readonly step: number; readonly values: readonly number[] };
  readonly [key: string]: unknown;
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/regions.json', import.meta.url), 'utf8'),
) as readonly Golden[];

function expectLabels({ labels, count }: LabelMap, stored: unknown, what: string): void {
  const { count: largest, labels: text } = stored as StoredLabels;
  const bytes = inflateSync(Buffer.from(text, 'base64'));
  const expected = new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  expect(labels).toHaveLength(expected.length);
  const wrong = labels.reduce((sum, label, i) => sum + Number(label !== expected[i]), 0);
  expect(wrong, what).toBe(0);
  expect(count, what).toBeGreaterThanOrEqual(largest);
}

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
      expectLabels(found, one[`components ${connectivity}`], `${connectivity} neighbours`);
      expect(found.count).toBe((one[`components ${connectivity}`] as StoredLabels).count);
    }
    const { data } = distanceTransform(mask);
    const { step, values } = one.distance;
    for (const [i, value] of values.entries())
      expect(Math.abs(data[i * step]! - value)).toBeLessThan(1e-5 * (1 + value));
  });

  it.each(golden)('peaks of $picture', async (one) => {
    const picture = await classicPicture(one.picture);
    for (const h of [10, 60]) {
      const { data, width, height } = hMaxima(picture, h);
      expectLabels({ labels: Int32Array.from(data), width, height, count: 1 }, one[`h-maxima ${h}`], `h ${h}`);
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
      expectLabels(watershed(picture, { ...options, markers: gridMarkers(picture) }), one[key], key);
    }
  });
});
