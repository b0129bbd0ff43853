import { createPicture } from '@cv/image';
import { expect, it } from 'vitest';
import { kMeansOperations } from './k-means.ts';
import { meanShiftOperations } from './mean-shift.ts';
import { mixture } from './mixture.ts';

/** Left half red, right half blue, a little noise. */
const halves = createPicture({
  data: Uint8Array.from({ length: 20 * 10 * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % 20;
    return (i % 3 === (x < 10 ? 0 : 2) ? 200 : 30) + ((i * 7919) % 5);
  }),
  width: 20,
  height: 10,
  channels: 3,
});
const shared = { space: 'srgb', position: 0, texture: 0, seed: 0, show: 'labels', levels: 32 };
const [kMeans, elbow] = kMeansOperations;
const meanShiftCluster = meanShiftOperations[1]!;

it.each([
  ['k-means', kMeans!, { k: 2, mode: 'exact', init: 'k-means++' }],
  ['k-means, quantized', kMeans!, { k: 2, mode: 'quantized', init: 'random' }],
  ['mean-shift-cluster', meanShiftCluster, { quantile: 0.2 }],
  ['mixture', mixture, { k: 2, kind: 'full', regularization: 0.01, iterations: 100 }],
])('%s parts two halves, counts them, and paints them', (_, operation, options) => {
  const { picture, numbers } = operation.run(halves, { ...shared, ...options }, { stages: false });
  expect(numbers).toMatchObject({ sizes: [100, 100] });
  const pixel = (i: number): string => picture!.data.slice(3 * i, 3 * i + 3).join();
  for (let i = 0; i < 200; i++) expect(pixel(i)).toBe(pixel(i % 20 < 10 ? 0 : 19));
  expect(pixel(0)).not.toBe(pixel(19));
});

it('k-means shows its steps when asked for', () => {
  const options = { ...shared, k: 2, mode: 'exact', init: 'k-means++' };
  const { stages, picture } = kMeans!.run(halves, { ...options, show: 'means' }, { stages: true });
  const steps = Object.entries(stages!);
  expect(steps[0]![0]).toBe('step-1');
  expect(steps.at(-1)![1].data).toEqual(picture!.data);
});

it('elbow has its peak at two', () => {
  const { numbers, picture } = elbow!.run(halves, { ...shared, most: 4, sample: 200 }, { stages: false });
  const { k, silhouette } = numbers as { k: readonly number[]; silhouette: readonly (number | null)[] };
  expect(k).toEqual([1, 2, 3, 4]);
  expect(silhouette[0]).toBeNull();
  expect(silhouette.indexOf(Math.max(...silhouette.map((score) => score ?? -1)))).toBe(1);
  expect(picture).toBeUndefined();
});
