import { describe, expect, it } from 'vitest';
import { rocAuc } from '../curves/roc-auc.ts';
import { bootstrapInterval } from './bootstrap-interval.ts';
import { SeededRandom } from './seeded-random.ts';

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;

describe('bootstrapInterval', () => {
  const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i) * 3 + i / 50);

  it('of a mean agrees with the normal interval', () => {
    const spread = Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)) / values.length);
    const { estimate, low, high, standardError } = bootstrapInterval([values], mean, { resamples: 4000 });
    expect(estimate).toBe(mean(values));
    expect(standardError / spread).toBeCloseTo(1, 1);
    expect((high - low) / (2 * 1.96 * spread)).toBeCloseTo(1, 1);
  });

  it('covers the truth about as often as it says', () => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = new SeededRandom(1000 + seed);
      const drawn = Float64Array.from({ length: 50 }, () => random.uint32() / 2 ** 32);
      const { low, high } = bootstrapInterval([drawn], mean, { resamples: 200, confidence: 0.8, seed });
      if (low <= 0.5 && 0.5 <= high) covered += 1;
    }
    // 160 +- 5.7; the percentile interval of 50 samples is a little short.
    expect(covered).toBeGreaterThan(140);
    expect(covered).toBeLessThan(178);
  });

  it('depends on seed, confidence and resamples alone', () => {
    const of = (options: object): unknown => bootstrapInterval([values], mean, { resamples: 100, ...options });
    expect(of({ seed: 5 })).toEqual(of({ seed: 5 }));
    expect(of({ seed: 5 })).not.toEqual(of({ seed: 6 }));
    expect(of({ confidence: 0.5 })).not.toEqual(of({}));
    expect(of({ resamples: 101 })).not.toEqual(of({}));
  });

  it('resamples lists together and keeps their kind', () => {
    const labels = ['a', 'b', 'c'];
    const codes = Uint8Array.of(0, 1, 2);
    bootstrapInterval(
      [labels, codes],
      (names, numbers) => {
        expect(numbers).toBeInstanceOf(Uint8Array);
        expect(Array.from(names, (name) => labels.indexOf(name))).toEqual(Array.from(numbers));
        return 0;
      },
      { resamples: 20 },
    );
    expect(labels).toEqual(['a', 'b', 'c']);
  });

  it('leaves out resamples of one class, and says how many', () => {
    const { low, undefinedResamples } = bootstrapInterval(
      [
        [0, 0, 0, 1],
        [0.1, 0.2, 0.3, 0.9],
      ],
      (labels, scores) => rocAuc(labels, scores),
    );
    expect(low).toBe(1);
    // A class is missing with probability 0.75^4 + 0.25^4 = 0.32.
    expect(undefinedResamples / 2000).toBeCloseTo(0.32, 1);
  });

  it('refuses', () => {
    expect(() => bootstrapInterval([[]], mean)).toThrow(/no samples/);
    expect(() => bootstrapInterval([[1, 2], [1]], () => 0)).toThrow(/lists\[0\] 2, lists\[1\] 1/);
    expect(() => bootstrapInterval([[1]], mean, { resamples: 0 })).toThrow(/resamples is 0/);
    expect(() => bootstrapInterval([[1]], mean, { confidence: 1 })).toThrow(/confidence is 1/);
    expect(() => bootstrapInterval([[1]], () => Number.NaN)).toThrow(/statistic of the data is NaN/);
  });
});
