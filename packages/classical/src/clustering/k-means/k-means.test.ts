import { createPicture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { pixelFeatures } from '../pixel-features.ts';
import { kMeans } from './k-means.ts';
import { kMeansCurve } from './k-means-curve.ts';
import { kMeansSegment } from './k-means-segment.ts';
import { kMeansSteps } from './k-means-steps.ts';

/** Three heaps around (0, 0), (10, 0) and (0, 10). */
const heaps = {
  values: Float64Array.from({ length: 180 }, (_, at) => {
    const i = at >> 1;
    const center = [
      [0, 0],
      [10, 0],
      [0, 10],
    ][i % 3]![at & 1]!;
    return center + Math.sin(i * 12.9898 + (at & 1) * 78.233);
  }),
  dimensions: 2,
};

describe('kMeans', () => {
  it.each(['k-means++', 'random'] as const)('finds three heaps from %s', (init) => {
    const { labels, centers, inertia } = kMeans(heaps, { k: 3, init, seed: 4 });
    for (let i = 0; i < labels.length; i++) expect(labels[i]).toBe(labels[i % 3]);
    expect(new Set(labels).size).toBe(3);
    expect(inertia).toBeLessThan(180);
    const mean = heaps.values.filter((_, at) => (at >> 1) % 3 === 0 && (at & 1) === 0).reduce((a, b) => a + b, 0) / 30;
    expect(centers[labels[0]! * 2]).toBeCloseTo(mean, 12);
  });

  it('counts weights as so many points', () => {
    const values = Float64Array.of(0, 1, 5, 6, 20);
    const weights = Float64Array.of(3, 1, 2, 0, 1);
    const repeated = Float64Array.of(0, 0, 0, 1, 5, 5, 20);
    const options = { k: 2, init: [0, 9] };
    const weighted = kMeans({ values, dimensions: 1, weights }, options);
    const plain = kMeans({ values: repeated, dimensions: 1 }, options);
    expect(weighted.centers).toEqual(plain.centers);
    expect(weighted.inertia).toBeCloseTo(plain.inertia, 12);
  });

  it('every option changes the result', () => {
    const values = Float64Array.from({ length: 900 }, (_, i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);
    const points = { values, dimensions: 3 };
    const options = [
      { k: 7 },
      { k: 6 },
      { k: 7, seed: 1 },
      { k: 7, init: 'random' },
      { k: 7, init: 'random', nInit: 1 },
      { k: 7, maxIterations: 1 },
      { k: 7, tolerance: 0.5 },
      { k: 7, init: values.slice(0, 21) },
    ] as const;
    const centers = options.map((one) => kMeans(points, one).centers.join());
    expect(new Set(centers).size).toBe(options.length);
    const starts = [1, 5, 25].map((nInit) => kMeans(points, { k: 7, nInit }).inertia);
    expect(starts[1]).toBeLessThanOrEqual(starts[0]!);
    expect(starts[2]).toBeLessThanOrEqual(starts[1]!);
  });

  it('one cluster is the mean', () => {
    const { labels, centers, inertia } = kMeans({ values: Float64Array.of(1, 2, 6), dimensions: 1 }, { k: 1 });
    expect([...labels]).toEqual([0, 0, 0]);
    expect([centers[0], inertia]).toEqual([3, 14]);
  });

  it('leaves clusters empty where there are fewer different points, or points at all', () => {
    for (const values of [Uint8Array.of(5, 5, 9, 9, 9), Uint8Array.of(7)]) {
      for (const init of ['k-means++', 'random'] as const) {
        const { labels, centers, inertia } = kMeans({ values, dimensions: 1 }, { k: 4, init });
        expect(inertia).toBe(0);
        expect(Array.from(labels, (label) => centers[label])).toEqual([...values]);
        expect(centers.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('gives the same for every number format', () => {
    const bytes = Uint8Array.from({ length: 9000 }, (_, i) => (i * i * 31) % 251);
    const one = kMeans({ values: bytes, dimensions: 3 }, { k: 5 });
    for (const values of [Uint16Array.from(bytes), Float32Array.from(bytes), Float64Array.from(bytes)]) {
      expect(kMeans({ values, dimensions: 3 }, { k: 5 })).toEqual(one);
    }
  });

  it('refuses what are no points and no options', () => {
    const of = (...values: readonly number[]): { values: Float64Array; dimensions: number } => ({
      values: Float64Array.from(values),
      dimensions: 2,
    });
    for (const points of [of(), of(1, 2, 3), of(1, Number.NaN), of(Number.POSITIVE_INFINITY, 1)]) {
      expect(() => kMeans(points, { k: 1 })).toThrow(PictureError);
    }
    for (const weights of [[1], [0, 0], [1, -1], [1, Number.NaN]]) {
      const points = { ...of(1, 2, 3, 4), weights: Float64Array.from(weights) };
      expect(() => kMeans(points, { k: 1 }), weights.join()).toThrow(PictureError);
    }
    const wrong = [{ k: 0 }, { k: 1.5 }, { k: 1, init: [1] }, { k: 1, init: [1, Number.NaN] }, { k: 1, nInit: 0 }];
    const more = [
      { k: 1, maxIterations: 0 },
      { k: 1, tolerance: -1 },
      { k: 1, seed: -1 },
    ];
    for (const options of [...wrong, ...more, { k: 1, init: 'zeros' as 'random' }]) {
      expect(() => kMeans(of(1, 2), options), JSON.stringify(options)).toThrow(PictureError);
    }
  });
});

describe('kMeansSteps', () => {
  it('ends where kMeans does, one step after the other', () => {
    const steps = [...kMeansSteps(heaps, { k: 3, seed: 2 })];
    const { labels, centers, iterations } = kMeans(heaps, { k: 3, seed: 2 });
    expect(steps.map(({ iteration }) => iteration)).toEqual(Array.from({ length: iterations + 1 }, (_, i) => i));
    expect(steps[0]!.labels.every((label) => label === -1)).toBe(true);
    expect(steps.at(-1)).toMatchObject({ labels, centers, converged: true });
    for (const [i, { inertia }] of steps.entries())
      if (i > 0) expect(inertia).toBeLessThan(steps[i - 1]!.inertia + 1e-9);
  });

  it('stops when told', () => {
    expect([...kMeansSteps(heaps, { k: 3, init: 'random', maxIterations: 1 })]).toHaveLength(2);
  });
});

describe('kMeansCurve', () => {
  it('has its elbow and its peak at three heaps', () => {
    const curve = kMeansCurve(heaps, { ks: [1, 2, 3, 4, 5] });
    expect(curve.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5]);
    const scores = curve.map(({ silhouette }) => silhouette ?? -1);
    expect(scores.indexOf(Math.max(...scores))).toBe(2);
    expect(curve[0]!.silhouette).toBeNull();
    expect(curve[1]!.inertia - curve[2]!.inertia).toBeGreaterThan(10 * (curve[2]!.inertia - curve[3]!.inertia));
  });
});

describe('kMeansSegment', () => {
  const noise = createPicture({
    data: Uint8Array.from({ length: 3000 }, (_, i) => (i * i * 31 + i * 7) % 256),
    width: 40,
    height: 25,
    channels: 3,
  });

  it('labels pixels from 1, and quantized to every colour is exact', () => {
    const exact = kMeansSegment(noise, { k: 4, init: [...Array(12).keys()].map((i) => i * 20) });
    const { labels } = kMeans(pixelFeatures(noise), { k: 4, init: [...Array(12).keys()].map((i) => i * 20) });
    expect(exact.map).toEqual({ labels: labels.map((label) => label + 1), width: 40, height: 25, count: 4 });
    const options = { k: 4, init: [...Array(12).keys()].map((i) => i * 20), mode: 'quantized' } as const;
    const fine = kMeansSegment(noise, { ...options, levels: 256 });
    expect(fine.map).toEqual(exact.map);
    expect(fine.inertia / exact.inertia).toBeCloseTo(1, 12);
    const coarse = kMeansSegment(noise, { ...options, levels: 8 }).map.labels;
    expect(coarse.filter((label, i) => label === exact.map.labels[i]).length).toBeGreaterThan(850);
    expect(coarse).not.toEqual(exact.map.labels);
  });

  it('takes what pictures there are', () => {
    const one = createPicture({ data: Uint8Array.of(7), width: 1, height: 1, channels: 1 });
    expect(kMeansSegment(one, { k: 3 }).map).toMatchObject({ width: 1, height: 1, count: 3 });
    const flat = createPicture({ data: new Uint16Array(64).fill(65535), width: 4, height: 4, channels: 4 });
    for (const mode of ['exact', 'quantized'] as const) {
      const { map, inertia } = kMeansSegment(flat, { k: 3, mode });
      expect(new Set(map.labels).size).toBe(1);
      expect(inertia).toBe(0);
    }
    const nan = createPicture({ data: Float32Array.of(0, Number.NaN), width: 2, height: 1, channels: 1 });
    expect(() => kMeansSegment(nan, { k: 1 })).toThrow(/finite/);
    expect(() => kMeansSegment(nan, { k: 1, mode: 'quantized' })).toThrow(/finite/);
    expect(() => kMeansSegment(noise, { k: 2, mode: 'quantized', positionWeight: 1 })).toThrow(/use mode 'exact'/);
    expect(() => kMeansSegment(noise, { k: 2, mode: 'some' as 'exact' })).toThrow(PictureError);
    expect(() => kMeansSegment(noise, { k: 2, mode: 'quantized', levels: 1 })).toThrow(PictureError);
  });
});
