import { PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { gaussianMixture } from './gaussian-mixture.ts';
import { mixtureProbabilities } from './mixture-probabilities.ts';

/** Two heaps, a wide and a narrow one. */
const heaps = {
  values: Float64Array.from({ length: 800 }, (_, at) => {
    const i = at >> 1;
    const noise = Math.sin(at * 12.9898) + Math.sin(at * 78.233) + Math.cos(at * 37.719);
    return i % 4 === 0 ? 20 + noise / 4 : noise * (1 + 2 * (at & 1));
  }),
  dimensions: 2,
};

describe('gaussianMixture', () => {
  it('finds two heaps of their own size and shape', () => {
    const { labels, weights, covariances, converged } = gaussianMixture(heaps, { k: 2 });
    expect(converged).toBe(true);
    const narrow = labels[0]!;
    for (let i = 0; i < labels.length; i++) expect(labels[i] === narrow).toBe(i % 4 === 0);
    expect(weights[narrow]).toBeCloseTo(0.25, 6);
    const wide = 1 - narrow;
    expect(covariances[4 * wide + 3]! / covariances[4 * wide]!).toBeGreaterThan(6);
    expect(covariances[4 * narrow]).toBeLessThan(0.2);
    const [one, two] = [1, 2].map((k) => gaussianMixture(heaps, { k }));
    expect(two!.bic).toBeLessThan(one!.bic);
    expect(two!.aic).toBeLessThan(two!.bic);
  });

  it('counts weights as so many points', () => {
    const weights = Float64Array.of(3, 1, 2, 1);
    const weighted = { values: Float64Array.of(0, 1, 9, 11), dimensions: 1, weights };
    const repeated = { values: Float64Array.of(0, 0, 0, 1, 9, 9, 11), dimensions: 1 };
    const options = { k: 2, init: { means: [1, 8] } };
    const [a, b] = [gaussianMixture(weighted, options), gaussianMixture(repeated, options)];
    for (const c of [0, 1]) expect(a.covariances[c]).toBeCloseTo(b.covariances[c]!, 9);
    expect(a.bic).toBeCloseTo(b.bic, 9);
  });

  it('every option changes the result', () => {
    const options = [
      { k: 3 },
      { k: 2 },
      { k: 3, kind: 'diagonal' },
      { k: 3, kind: 'spherical' },
      { k: 3, init: { means: [0, 0, 5, 5, 20, 20] } },
      { k: 3, init: { means: [0, 0, 5, 5, 20, 20], weights: [0.1, 0.1, 0.8] } },
      { k: 3, maxIterations: 1 },
      { k: 3, tolerance: 0.5 },
      { k: 3, regularization: 1 },
      { k: 9 },
      { k: 9, seed: 3 },
    ] as const;
    const results = options.map((one) => gaussianMixture(heaps, one).means.join());
    expect(new Set(results).size).toBe(options.length);
  });

  it('takes one point, one value, and more components than values', () => {
    for (const values of [Uint8Array.of(7), new Uint8Array(9).fill(200), Uint8Array.of(1, 1, 5)]) {
      const fit = gaussianMixture({ values, dimensions: 1 }, { k: 3 });
      for (const numbers of [fit.weights, fit.means, fit.covariances])
        expect(numbers.every(Number.isFinite)).toBe(true);
      expect(Number.isFinite(fit.logLikelihood)).toBe(true);
    }
    const { means, covariances } = gaussianMixture({ values: Float64Array.of(1, 2, 6), dimensions: 1 }, { k: 1 });
    expect(means[0]).toBeCloseTo(3, 12);
    expect(covariances[0]).toBeCloseTo(14 / 3 + 1e-6, 9);
  });

  it('refuses what is none', () => {
    const points = { values: Float64Array.of(1, 2), dimensions: 2 };
    for (const options of [
      { k: 0 },
      { k: 1, kind: 'tied' as 'full' },
      { k: 1, init: 'random' as 'k-means' },
      { k: 1, init: { means: [1] } },
      { k: 1, init: { means: [1, 2], weights: [0] } },
      { k: 1, init: { means: [1, 2], covariances: [1, 2, 2, 1] } },
      { k: 1, regularization: -1 },
      { k: 1, regularization: 0 },
      { k: 1, tolerance: Number.NaN },
      { k: 1, maxIterations: 0 },
    ]) {
      expect(() => gaussianMixture(points, options), JSON.stringify(options)).toThrow(PictureError);
    }
    expect(() => gaussianMixture({ values: Float64Array.of(Number.NaN), dimensions: 1 }, { k: 1 })).toThrow(/NaN/);
  });
});

describe('mixtureProbabilities', () => {
  it('add up to 1 and go with the labels', () => {
    const fit = gaussianMixture(heaps, { k: 2 });
    const probabilities = mixtureProbabilities(heaps, fit);
    for (let i = 0; i < 400; i++) {
      expect(probabilities[2 * i]! + probabilities[2 * i + 1]!).toBeCloseTo(1, 12);
      expect(probabilities[2 * i + fit.labels[i]!]).toBeGreaterThanOrEqual(0.5);
    }
    expect(() => mixtureProbabilities({ values: Float64Array.of(1), dimensions: 1 }, fit)).toThrow(PictureError);
  });
});
