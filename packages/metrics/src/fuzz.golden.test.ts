import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fuzzCase } from './testing/fuzz-cases.ts';
import { type FuzzResult, fuzzResults, resultsOfNothing } from './testing/fuzz-results.ts';

const file = new URL('../fixtures/fuzz.json.gz', import.meta.url);
const { results, nothing } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
  results: (number | 'error' | null)[][];
  nothing: (number | 'error' | null)[];
};

const RELATIVE = 1e-12;
/** Differences of numbers of about 1 that cancel out (kappa, Matthews) keep the rounding of the terms. */
const ABSOLUTE = 4e-15;

/** Numbers that differ, with the reason: `case:number`. */
const DEVIATIONS: Readonly<Record<string, string>> = {
  '844:30':
    'partial ROC area where all positives have weight 0: scikit-learn trips over its NaN, here it is NaN as the whole area is',
};

function isEqual(actual: FuzzResult, expected: number | 'error' | null): boolean {
  if (expected === null) return typeof actual === 'number' && Number.isNaN(actual);
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected;
  return Math.abs(actual - expected) <= ABSOLUTE + RELATIVE * Math.abs(expected);
}

describe('metrics equal scikit-learn on random cases', () => {
  it.each([0, 1, 2, 3, 4, 5])('of every sixth index from %i', (first) => {
    const wrong: string[] = [];
    let compared = 0;
    for (let index = first; index < results.length; index += 6) {
      const drawn = fuzzCase(index);
      const actual = fuzzResults(drawn);
      expect(actual.length).toBe(results[index]!.length);
      actual.forEach((value, i) => {
        compared += 1;
        const expected = results[index]![i]!;
        if (isEqual(value, expected) === `${index}:${i}` in DEVIATIONS)
          wrong.push(`case ${index} (${drawn.kind}), number ${i}: ${value}, not ${expected}`);
      });
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(4000);
  });

  it('of no samples', () => {
    expect(resultsOfNothing()).toEqual(nothing);
  });

  it('are 2,400', () => {
    expect(results.length).toBe(2400);
  });
});
