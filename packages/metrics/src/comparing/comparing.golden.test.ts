import { describe, expect, it } from 'vitest';
import { accuracy } from '../scores/accuracy.ts';
import { expectClose } from '../testing/close.ts';
import { goldens } from '../testing/evaluation-goldens.ts';
import { delongTest } from './delong-test.ts';
import { mcnemarTest } from './mcnemar-test.ts';
import { normalHalfWidth, twoSidedNormal } from './normal-distribution.ts';
import { pairedPermutationTest } from './paired-permutation-test.ts';

const { tests } = goldens;
const quarters = (scores: readonly number[]): number[] => scores.map((score) => Math.round(score * 4) / 4);

describe('tests between models', () => {
  it.each(tests.normal)('normal distribution at %f equals scipy', (z, probability) => {
    expectClose(twoSidedNormal(z), probability);
    expectClose(twoSidedNormal(-z), probability);
    if (probability > 1e-3 && probability < 0.9) expectClose(normalHalfWidth(1 - probability), z);
  });

  it.each([
    ['delong', tests.first, tests.second],
    ['delongTied', quarters(tests.first), quarters(tests.second)],
  ] as const)('%s equals the definition over all pairs', (name, first, second) => {
    const result: Readonly<Record<string, unknown>> = { ...delongTest(tests.yTrue, [first, second]) };
    for (const [key, wanted] of Object.entries(tests[name])) {
      expectClose(result[key] as number | number[], wanted, 1e-11); // z and p amplify the rounding of the areas
    }
  });

  it.each(tests.mcnemar)('McNemar of $onlyFirst and $onlySecond equals scipy', (golden) => {
    const { onlyFirst, onlySecond } = golden;
    const yTrue = Array<number>(onlyFirst + onlySecond + 5).fill(1);
    const first = yTrue.map((_, i) => Number(i < onlyFirst));
    const second = yTrue.map((_, i) => Number(i >= onlyFirst && i < onlyFirst + onlySecond));
    const exact = mcnemarTest(yTrue, [first, second], { method: 'exact' });
    expect(exact).toMatchObject({ onlyFirst, onlySecond, method: 'exact' });
    expectClose(exact.pValue, golden.exact, 1e-10); // thousands of factors
    const approximate = mcnemarTest(yTrue, [first, second], { method: 'chi-squared' });
    expectClose([approximate.statistic, approximate.pValue], [golden.statistic, golden.chiSquared]);
    const chosen = onlyFirst + onlySecond > 10_000 ? approximate : exact;
    expect(mcnemarTest(yTrue, [first, second])).toEqual(chosen);
  });

  it('exact permutations equal scipy', () => {
    const { yTrue, yPred, difference, pValue } = tests.permutation;
    const result = pairedPermutationTest(yTrue, yPred, { statistic: (labels, guesses) => accuracy(labels, guesses) });
    expectClose([result.difference, result.pValue], [difference, pValue]);
    expect(result).toMatchObject({ method: 'exact', resamples: 512 });
  });
});
