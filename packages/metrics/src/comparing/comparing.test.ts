import { describe, expect, it } from 'vitest';
import { rocAuc } from '../curves/roc-auc.ts';
import { accuracy } from '../scores/accuracy.ts';
import { brierScore } from '../scores/brier-score.ts';
import { bootstrapInterval } from './bootstrap-interval.ts';
import { compareModels } from './compare-models.ts';
import { delongTest } from './delong-test.ts';
import { formatModelComparison } from './format-model-comparison.ts';
import { holm } from './holm.ts';
import { mcnemarTest } from './mcnemar-test.ts';
import { pairedPermutationTest } from './paired-permutation-test.ts';
import { SeededRandom } from './seeded-random.ts';

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;

/** Labels and the scores of a model that separates them more or less. */
function sample(size: number, { seed, shift }: { readonly seed: number; readonly shift: number }) {
  const random = new SeededRandom(seed);
  const uniform = (): number => random.uint32() / 2 ** 32;
  const yTrue = Array.from({ length: size }, (_, i) => i % 2);
  return { yTrue, yScore: yTrue.map((label) => (uniform() + uniform() + shift * label) / (2 + shift)) };
}

describe('SeededRandom', () => {
  it('gives the same numbers from the same seed, others from another', () => {
    const draw = (seed: number): number[] => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 4 }, () => random.uint32());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(2 ** 32 + 1));
    expect(() => new SeededRandom(-1)).toThrow(/seed is -1/);
    expect(() => new SeededRandom(0.5)).toThrow(/seed is 0.5/);
  });

  it('gives every number below n as often', () => {
    const random = new SeededRandom(3);
    const counts = new Float64Array(7);
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]!++;
    // Chi-squared of 6 degrees is above 22.5 once in 1,000 seeds.
    expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(22.5);
  });
});

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

describe('delongTest', () => {
  const { yTrue, yScore } = sample(100, { seed: 1, shift: 1 });

  it('finds no difference between a model and itself', () => {
    const squared = yScore.map((score) => score ** 2); // the same order
    expect(delongTest(yTrue, [yScore, squared])).toMatchObject({ difference: 0, z: 0, pValue: 1 });
  });

  it('turns around with its models', () => {
    const other = sample(100, { seed: 2, shift: 0.3 }).yScore;
    const [ab, ba] = [delongTest(yTrue, [yScore, other]), delongTest(yTrue, [other, yScore])];
    expect(ab.difference).toBe(-ba.difference);
    expect(ab.pValue).toBe(ba.pValue);
    expect(ab.rocAuc[0]).toBeCloseTo(rocAuc(yTrue, yScore), 14);
    const wide = delongTest(yTrue, [yScore, other], { confidence: 0.99 });
    expect(wide.high - wide.low).toBeGreaterThan(ab.high - ab.low);
  });

  it('is certain when both areas are', () => {
    expect(
      delongTest(
        [0, 0, 1, 1],
        [
          [1, 2, 3, 4],
          [4, 3, 2, 1],
        ],
      ),
    ).toMatchObject({ difference: 1, standardError: 0, pValue: 0 });
  });

  it('refuses', () => {
    expect(() =>
      delongTest(
        [0, 0, 1],
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    ).toThrow(/1 positives, 2 negatives/);
    expect(() =>
      delongTest(
        [0, 1, 2],
        [
          [1, 2, 3],
          [1, 2, 3],
        ],
      ),
    ).toThrow(/3 classes/);
    expect(() =>
      delongTest(
        [0, 1],
        [
          [1, 2],
          [1, Number.NaN],
        ],
      ),
    ).toThrow(/yScore\[1\]\[1\] is NaN/);
    expect(() => delongTest([0, 1], [[1, 2], [1]])).toThrow(/second 1/);
    expect(() =>
      delongTest(
        ['n', 'n', 'y', 'y'],
        [
          [1, 2, 3, 4],
          [1, 2, 3, 4],
        ],
      ),
    ).toThrow(/posLabel/);
  });
});

describe('mcnemarTest', () => {
  it('has nothing to say when both are right on the same samples', () => {
    expect(
      mcnemarTest(
        [0, 1],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    ).toMatchObject({ pValue: 1, onlyFirst: 0, onlySecond: 0 });
    expect(
      mcnemarTest(
        [0, 1],
        [
          [0, 0],
          [0, 0],
        ],
        { method: 'chi-squared' },
      ).pValue,
    ).toBe(1);
  });

  it('refuses', () => {
    expect(() => mcnemarTest([], [[], []])).toThrow(/no samples/);
    // @ts-expect-error: no such method
    expect(() => mcnemarTest([1], [[1], [1]], { method: 'mid-p' })).toThrow(/method is 'mid-p'/);
  });
});

describe('pairedPermutationTest', () => {
  const statistic = (labels: ArrayLike<number>, guesses: ArrayLike<number>): number => accuracy(labels, guesses);
  const yTrue = Array<number>(40).fill(1);
  const guesses = (right: number): number[] => yTrue.map((_, i) => Number(i < right));

  it('agrees with McNemar for accuracy', () => {
    const exact = mcnemarTest(yTrue, [guesses(35), guesses(26)]).pValue;
    const { pValue, method } = pairedPermutationTest(yTrue, [guesses(35), guesses(26)], {
      statistic,
      resamples: 20_000,
    });
    expect(method).toBe('random');
    expect(pValue / exact).toBeGreaterThan(0.5);
    expect(pValue / exact).toBeLessThan(2);
  });

  it('is never 0 and depends on the seed', () => {
    const none = pairedPermutationTest(yTrue, [guesses(40), guesses(0)], { statistic, resamples: 99 });
    expect(none.pValue).toBe(0.01);
    const of = (seed: number): number =>
      pairedPermutationTest(yTrue, [guesses(35), guesses(30)], { statistic, resamples: 300, seed }).pValue;
    expect(of(1)).toBe(of(1));
    expect([of(1), of(2), of(3)].some((p) => p !== of(0))).toBe(true);
  });

  it('refuses', () => {
    expect(() => pairedPermutationTest([], [[], []], { statistic })).toThrow(/no samples/);
    expect(() => pairedPermutationTest([1], [[1], [1]], { statistic: () => Number.NaN })).toThrow(/is NaN/);
    expect(() => pairedPermutationTest([1], [[1], [1]], { statistic, resamples: 0 })).toThrow(/resamples is 0/);
  });
});

describe('holm', () => {
  it('adjusts the smallest most, never falls and stays below 1', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

describe('compareModels', () => {
  const { yTrue, yScore: good } = sample(300, { seed: 4, shift: 1 });
  const { yScore: bad } = sample(300, { seed: 5, shift: 0.2 });
  const close = good.map((score, i) => score + (i % 7) * 0.001);

  it('names a winner only where it is one', () => {
    const clear = compareModels(yTrue, { bad, good }, { metric: 'rocAuc', resamples: 200 });
    expect(clear).toMatchObject({ winner: 'good', test: 'DeLong', metric: 'rocAuc' });
    expect(clear.models.map(({ name }) => name)).toEqual(['good', 'bad']);
    const tight = compareModels(yTrue, { bad, good, close }, { metric: 'rocAuc', resamples: 200 });
    expect(tight).not.toHaveProperty('winner');
    expect(tight.pairs).toHaveLength(3);
    expect(tight.pairs[0]!.adjusted).toBeGreaterThanOrEqual(tight.pairs[0]!.pValue);
    expect(formatModelComparison(tight).split('\n').at(-1)).toMatch(/^No winner/);
  });

  it('takes a metric of one’s own, in which less may be better', () => {
    const probabilities = { good, bad };
    const metric = {
      name: 'Brier',
      better: 'lower',
      of: (labels: ArrayLike<number | string>, guesses: ArrayLike<number | string>) =>
        brierScore(labels, guesses as number[]),
    } as const;
    const result = compareModels(yTrue, probabilities, { metric, resamples: 200 });
    expect(result).toMatchObject({ test: 'paired permutation', better: 'lower', winner: 'good' });
    expect(result.models[0]!.value).toBeLessThan(result.models[1]!.value);
  });

  it('prints a table', () => {
    const metric = { resamples: 200, alpha: 0.01 };
    const guess = (scores: readonly number[]): number[] => scores.map((score) => Number(score > 0.5));
    const text = formatModelComparison(compareModels(yTrue, { bad: guess(bad), good: guess(good) }, metric), {
      digits: 2,
    });
    expect(text.split('\n')[0]).toBe('model  accuracy  95 % interval  p against best');
    expect(text).toMatch(/^good\s+0\.\d\d\s+0\.\d\d \.\. 0\.\d\d$/m);
    expect(text).toMatch(/^bad\s+0\.\d\d\s+0\.\d\d \.\. 0\.\d\d\s+< 0.001$/m);
    expect(text).toMatch(/\n\nBest: good \(McNemar, p < 0.01 against every other, Holm\)$/);
  });

  it('refuses', () => {
    expect(() => compareModels([0, 1], { one: [0, 1] })).toThrow(/1 models/);
    expect(() => compareModels([0, 1], { a: [0, 1], b: [1] })).toThrow(/2, .*1/);
    expect(() => compareModels([0, 1], { a: [0, 1], b: [1, 1] }, { alpha: 0 })).toThrow(/alpha is 0/);
    expect(() => compareModels([0, 1], { a: ['x', 'y'], b: [1, 1] }, { metric: 'rocAuc' })).toThrow(
      /score x at 0 is no number/,
    );
    const comparison = compareModels([0, 1], { a: [0, 1], b: [1, 1] }, { resamples: 10 });
    expect(() => formatModelComparison(comparison, { digits: 99 })).toThrow(/digits is 99/);
  });
});
