import { createPicture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { estimateBandwidth } from './estimate-bandwidth.ts';
import { meanShiftCluster } from './mean-shift-cluster.ts';
import { meanShiftFilter } from './mean-shift-filter.ts';
import { meanShiftSteps } from './mean-shift-steps.ts';
import { roundEven } from './round-even.ts';

const heaps = {
  values: Float64Array.from(
    { length: 180 },
    (_, at) => (((at >> 1) % 3) * 10 * ((at & 1) + 1)) / 2 + Math.sin(at * 12.9898),
  ),
  dimensions: 2,
};

it('roundEven rounds halves to even', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6].map((value) => roundEven(value) + 0)).toEqual([0, 2, 2, 0, -2, 2, 3]);
});

describe('meanShiftFilter', () => {
  const noisy = (channels: 1 | 2 | 3 | 4, layout: 'interleaved' | 'planar' = 'interleaved') => {
    const data = Uint8Array.from({ length: 20 * 15 * channels }, (_, i) => {
      const place = layout === 'interleaved' ? Math.floor(i / channels) : i % 300;
      return (place % 20 < 10 ? 50 : 180) + ((place * 7919) % 11);
    });
    return createPicture({ data, width: 20, height: 15, channels, layout });
  };

  it('flattens both sides of an edge and keeps it', () => {
    const { data } = meanShiftFilter(noisy(1), { maxIterations: 20, epsilon: 0 });
    const sides = [0, 10].map((x) => data.filter((_, i) => Math.floor((i % 20) / 10) * 10 === x));
    for (const [side, low] of [
      [sides[0]!, 50],
      [sides[1]!, 180],
    ] as const) {
      expect(side.every((value) => value >= low && value <= low + 10)).toBe(true);
      expect(Math.max(...side) - Math.min(...side)).toBeLessThan(4);
    }
  });

  it('does not care for the layout and keeps alpha', () => {
    const planar = meanShiftFilter(noisy(3, 'planar'));
    const interleaved = meanShiftFilter(noisy(3));
    expect(planar.data.slice(0, 300)).toEqual(interleaved.data.filter((_, i) => i % 3 === 0));
    const alpha = meanShiftFilter(noisy(4));
    expect(alpha.data.filter((_, i) => i % 4 === 3)).toEqual(noisy(4).data.filter((_, i) => i % 4 === 3));
    expect(alpha.data.filter((_, i) => i % 4 < 3)).toEqual(interleaved.data);
  });

  it('every option changes the result', () => {
    const data = Uint8Array.from({ length: 4800 }, (_, i) => 100 + 60 * Math.sin(i / 61) + ((i * 7919) % 37));
    const picture = createPicture({ data, width: 40, height: 40, channels: 3 });
    const options = [{}, { radiusPx: 4 }, { colorRadius: 40 }, { maxLevel: 1 }, { maxIterations: 2 }, { epsilon: 300 }];
    expect(new Set(options.map((one) => meanShiftFilter(picture, one).data.join())).size).toBe(options.length);
  });

  it('takes single pixels, rows and one value, at every level', () => {
    for (const [width, height] of [
      [1, 1],
      [7, 1],
      [1, 5],
      [4, 4],
    ] as const) {
      const picture = createPicture({ data: new Uint8Array(width * height).fill(255), width, height, channels: 1 });
      for (const maxLevel of [0, 3]) expect(meanShiftFilter(picture, { maxLevel })).toEqual(picture);
    }
  });

  it('refuses other numbers and options that are none', () => {
    expect(() => meanShiftFilter(createPicture({ dtype: 'uint16', width: 1, height: 1, channels: 1 }))).toThrow(
      /uint8/,
    );
    for (const options of [{ radiusPx: -1 }, { colorRadius: Number.NaN }, { maxLevel: 9 }, { maxIterations: 0 }]) {
      expect(() => meanShiftFilter(noisy(1), options), JSON.stringify(options)).toThrow(PictureError);
    }
  });
});

describe('meanShiftCluster', () => {
  it.each(['points', 'bins'] as const)('finds three heaps from %s, without being told how many', (seeding) => {
    const { labels, centers } = meanShiftCluster(heaps, { bandwidth: 4, seeding });
    expect(centers).toHaveLength(6);
    for (let i = 0; i < labels.length; i++) expect(labels[i]).toBe(labels[i % 3]);
  });

  it('counts weights as so many points', () => {
    const weighted = { values: Float64Array.of(0, 1, 9), dimensions: 1, weights: Float64Array.of(3, 1, 2) };
    const repeated = { values: Float64Array.of(0, 0, 0, 1, 9, 9), dimensions: 1 };
    const { centers, labels } = meanShiftCluster(weighted, { bandwidth: 2 });
    expect(centers).toEqual(meanShiftCluster(repeated, { bandwidth: 2 }).centers);
    expect([...centers]).toEqual([0.25, 9]);
    expect([...labels]).toEqual([0, 0, 1]);
  });

  it('every option changes the result', () => {
    const values = Float64Array.from({ length: 90 }, (_, i) => 10 * Math.sin(i * i));
    const points = { values, dimensions: 3 };
    const options = [
      { bandwidth: 6 },
      { bandwidth: 9 },
      { bandwidth: 6, clusterAll: false },
      { bandwidth: 6, seeding: 'bins', minBinFrequency: 2 },
      { bandwidth: 6, maxIterations: 1 },
    ] as const;
    const results = options.map((one) => JSON.stringify(meanShiftCluster(points, one)));
    expect(new Set(results).size).toBe(options.length);
  });

  it('takes one point, equal ones, and refuses what is none', () => {
    const one = { values: Uint8Array.of(5), dimensions: 1 };
    expect(meanShiftCluster(one, { bandwidth: 1 })).toMatchObject({
      labels: Int32Array.of(0),
      centers: Float64Array.of(5),
    });
    const equal = { values: new Uint8Array(60).fill(9), dimensions: 3 };
    expect(meanShiftCluster(equal, { bandwidth: 1, seeding: 'bins' }).centers).toEqual(Float64Array.of(9, 9, 9));
    expect(() => meanShiftCluster(one, { bandwidth: 1, seeding: 'bins', minBinFrequency: 9 })).toThrow(/no start/);
    for (const options of [
      { bandwidth: 0 },
      { bandwidth: 1, maxIterations: 0 },
      { bandwidth: 1, seeding: 'x' as 'bins' },
    ]) {
      expect(() => meanShiftCluster(one, options)).toThrow(PictureError);
    }
    expect(() => meanShiftCluster({ values: Float64Array.of(Number.NaN), dimensions: 1 }, { bandwidth: 1 })).toThrow(
      /NaN/,
    );
  });
});

describe('meanShiftSteps', () => {
  it('climbs until nothing moves, to the centres of meanShiftCluster', () => {
    const steps = [...meanShiftSteps(heaps, { bandwidth: 4 })];
    const { centers, iterations, labels } = meanShiftCluster(heaps, { bandwidth: 4 });
    expect(steps[0]).toMatchObject({ iteration: 0, means: heaps.values, moving: 90 });
    expect(steps.at(-1)!.moving).toBe(0);
    expect(steps).toHaveLength(iterations + 2);
    const { means } = steps.at(-1)!;
    for (let i = 0; i < 90; i++) expect(Math.abs(means[2 * i]! - centers[2 * labels[i]!]!)).toBeLessThan(4);
  });
});

describe('estimateBandwidth', () => {
  it('is the mean distance to the point that closes the quantile', () => {
    const line = { values: Float64Array.of(0, 1, 3), dimensions: 1 };
    expect(estimateBandwidth(line, { quantile: 0.7 })).toBe((1 + 1 + 2) / 3);
    expect(estimateBandwidth(line)).toBe(0);
    expect(estimateBandwidth(line, { quantile: 1 })).toBe((3 + 2 + 3) / 3);
  });

  it('draws by weight, another sample for another seed', () => {
    const values = Float64Array.from({ length: 300 }, (_, i) => 10 * Math.sin(i * i));
    const draws = [0, 1].map((seed) => estimateBandwidth({ values, dimensions: 1 }, { sampleSize: 40, seed }));
    expect(draws[0]).not.toBe(draws[1]);
    const weights = Float64Array.from(values, (_, i) => Number(i === 7));
    expect(estimateBandwidth({ values, dimensions: 1, weights }, { sampleSize: 40 })).toBe(0);
    for (const options of [{ quantile: 2 }, { sampleSize: 0 }]) {
      expect(() => estimateBandwidth({ values, dimensions: 1 }, options)).toThrow(PictureError);
    }
  });
});
