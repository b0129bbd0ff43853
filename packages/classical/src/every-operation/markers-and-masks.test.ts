import { createPicture, type Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import * as cv from '../index.ts';

const size = { width: 4, height: 3, channels: 1 } as const;
const picture = createPicture({ data: Uint8Array.from({ length: 12 }, (_, i) => i * 20), ...size });
const labelMap = (labels: ArrayLike<number>, count: number, width = 4): cv.LabelMap => ({
  labels: Int32Array.from(labels),
  width,
  height: labels.length / width,
  count,
});
const none = labelMap(new Int32Array(12), 0);
const one = labelMap([1, ...new Int32Array(11)], 1);
const maskOf = (value: number): Picture =>
  createPicture({ data: new Uint8Array(12).fill(value), ...size, range: [0, 1] });
const all = <T>(steps: Iterable<T>): readonly T[] => [...steps];

/** Everything that takes labels of a picture. */
const withLabels: Readonly<Record<string, (map: cv.LabelMap) => unknown>> = {
  watershed: (markers) => cv.watershed(picture, { markers }),
  watershedSteps: (markers) => all(cv.watershedSteps(picture, { markers })),
  regionGrow: (markers) => cv.regionGrow(picture, markers),
  regionGrowSteps: (markers) => all(cv.regionGrowSteps(picture, markers)),
  regionProperties: (map) => cv.regionProperties(map, picture),
  paintMeans: (map) => cv.paintMeans(picture, map),
};

/** Everything that begins at points. */
const withSeeds: Readonly<Record<string, (seed: cv.Point) => unknown>> = {
  flood: (seed) => cv.flood(picture, seed),
  floodFill: (seed) => cv.floodFill(picture, seed, { value: 1 }),
  regionGrow: (seed) => cv.regionGrow(picture, [seed]),
  regionGrowSteps: (seed) => all(cv.regionGrowSteps(picture, [seed])),
  confidenceConnected: (seed) => cv.confidenceConnected(picture, [[0, 0], seed]),
};

describe.each(Object.entries(withLabels))('%s', (_, run) => {
  it('refuses labels of another size', () => {
    const wrong = [labelMap(new Int32Array(12), 0, 3), labelMap([0, 1, 0, 0], 1)];
    for (const map of wrong)
      expect(() => run(map)).toThrow(expect.objectContaining({ name: 'PictureError', code: 'size' }));
  });

  it('refuses labels below 0 and above their count', () => {
    for (const label of [-1, 2, 2 ** 30]) {
      const labels = one.labels.slice();
      labels[5] = label;
      expect(() => run({ ...one, labels }), String(label)).toThrow(expect.objectContaining({ code: 'value' }));
    }
  });

  it('takes a map without a label', () => {
    expect(() => run(none)).not.toThrow();
  });
});

describe.each(Object.entries(withSeeds))('%s', (_, run) => {
  it.each([
    [-1, 0],
    [4, 0],
    [0, 3],
    [0.5, 1],
    [Number.NaN, 0],
    [0, Number.POSITIVE_INFINITY],
  ] as const)('refuses a seed at %d, %d', (x, y) => {
    expect(() => run([x, y])).toThrow(expect.objectContaining({ name: 'PictureError', code: 'option' }));
  });
});

it('finds nothing without markers', () => {
  expect(cv.watershed(picture, { markers: none })).toEqual(none);
  expect(cv.regionGrow(picture, none)).toEqual(none);
  expect(cv.regionProperties(none, picture)).toEqual([]);
  expect(cv.paintLabels(none).data).toEqual(new Uint8Array(36));
});

it('refuses seeds that are none', () => {
  expect(() => cv.confidenceConnected(picture, [])).toThrow(expect.objectContaining({ code: 'option' }));
});

it('finds nothing in an empty mask', () => {
  const empty = maskOf(0);
  expect(cv.watershed(picture, { markers: one, mask: empty }).labels).toEqual(none.labels);
  expect(cv.connectedComponents(empty)).toEqual(none);
  expect(cv.distanceTransform(empty).data).toEqual(new Float32Array(12));
  expect(cv.distanceMarkers(cv.distanceTransform(empty)).count).toBe(0);
  expect(cv.localMaxima(empty).data).toEqual(new Uint8Array(12));
  expect(cv.hMaxima(empty, 1).data).toEqual(new Uint8Array(12));
  for (const filter of [cv.erode, cv.dilate, cv.open, cv.close, cv.topHat, cv.blackHat, cv.morphologicalGradient]) {
    expect(filter(empty).data).toEqual(empty.data);
  }
  expect(cv.reconstruct(empty, empty).data).toEqual(empty.data);
});

it('has no distance where nothing is outside, and one marker', () => {
  const depth = cv.distanceTransform(maskOf(1));
  expect(depth.data).toEqual(new Float32Array(12).fill(Number.POSITIVE_INFINITY));
  expect(cv.distanceMarkers(depth)).toEqual(labelMap(new Int32Array(12).fill(1), 1));
});

it('floods no marker that lies outside of the mask', () => {
  const data = new Uint8Array(12).fill(1);
  data[0] = 0;
  const { labels } = cv.watershed(picture, { markers: one, mask: createPicture({ data, ...size, range: [0, 1] }) });
  expect(labels).toEqual(none.labels);
});

it('takes more clusters than colours', () => {
  const flat = createPicture({ data: new Uint8Array(12).fill(9), ...size });
  const points = cv.pixelFeatures(flat);
  for (const mode of ['exact', 'quantized'] as const) {
    const { map, centers, inertia } = cv.kMeansSegment(flat, { k: 20, mode });
    expect(new Set(map.labels)).toEqual(new Set([1]));
    expect(centers.every((center) => center === 9)).toBe(true);
    expect(inertia).toBe(0);
  }
  expect(new Set(cv.gaussianMixture(points, { k: 20 }).labels).size).toBe(1);
  expect(cv.kMeansCurve(points, { ks: [1, 20] }).map(({ silhouette }) => silhouette)).toEqual([null, null]);
  expect(cv.meanShiftCluster(points, { bandwidth: 1 }).centers).toEqual(Float64Array.of(9));
  expect(cv.estimateBandwidth(points)).toBe(0);
  expect(new Set(cv.slic(flat, { segments: 1000 }).labels).size).toBeGreaterThan(0);
  expect(cv.meanShiftSegment(flat, { colorSpace: 'gray' }).map.count).toBe(1);
});

it('paints no label that is not in the map', () => {
  const labels = one.labels.slice().fill(2);
  expect(() => cv.paintLabels({ ...one, labels })).toThrow(expect.objectContaining({ code: 'value' }));
});
