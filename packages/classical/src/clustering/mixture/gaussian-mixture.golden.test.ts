import { describe, expect, it } from 'vitest';
import { classicColors, noClassicPictures } from '../../classic-pictures.test.support.ts';
import { clusteringGolden, digest, expectClose } from '../clustering-golden.test.support.ts';
import { pixelFeatures } from '../pixel-features.ts';
import { gaussianMixture } from './gaussian-mixture.ts';
import { mixtureProbabilities } from './mixture-probabilities.ts';

interface Golden {
  readonly picture: string;
  readonly step: number;
  readonly kind: 'full' | 'diag' | 'spherical';
  readonly k: number;
  readonly means: readonly number[];
  readonly start: readonly number[];
  readonly fit: {
    readonly weights: readonly number[];
    readonly means: readonly number[];
    readonly covariances: readonly number[];
  };
  readonly iterations: number;
  readonly converged: boolean;
  readonly logLikelihood: number;
  readonly bic: number;
  readonly aic: number;
  readonly labels: string;
  readonly probabilities: readonly number[];
}

describe.skipIf(noClassicPictures)(`Gaussian mixtures equal scikit-learn's ${noClassicPictures || ''}`, () => {
  it.each(clusteringGolden<readonly Golden[]>('mixture'))('$picture, $kind', async (golden) => {
    const points = pixelFeatures(await classicColors(golden.picture, golden.step));
    const { k, means, start } = golden;
    const kind = golden.kind === 'diag' ? 'diagonal' : golden.kind;
    const options = { k, kind, maxIterations: 60, init: { means, covariances: start } } as const;
    const fit = gaussianMixture(points, options);
    for (const part of ['weights', 'means', 'covariances'] as const) expectClose(fit[part], golden.fit[part]);
    expect({ iterations: fit.iterations, converged: fit.converged }).toEqual({
      iterations: golden.iterations,
      converged: golden.converged,
    });
    for (const part of ['logLikelihood', 'bic', 'aic'] as const) {
      expect(Math.abs(fit[part] / golden[part] - 1), part).toBeLessThan(1e-8);
    }
    expect(digest(fit.labels)).toBe(golden.labels);
    const some = mixtureProbabilities(points, fit).filter((_, at) => Math.trunc(at / k) % 997 === 0);
    expectClose(some, golden.probabilities);
    const again = gaussianMixture(points, { ...options, init: { means } }); // the same start by default
    expectClose(again.means, golden.fit.means);
  });
});
