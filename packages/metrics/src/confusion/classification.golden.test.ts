import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Label } from '../inputs/labels.ts';
import { accuracy } from '../scores/accuracy.ts';
import { ClassCounter } from '../streaming/class-counter.ts';
import { confusionMatrix } from './confusion-matrix.ts';

interface Golden {
  readonly yTrue: Label[];
  readonly yPred: Label[];
  readonly sampleWeight: number[] | null;
  readonly labels: Label[] | null;
  readonly accuracy: number;
  readonly confusion: Readonly<Record<'None' | 'true' | 'pred' | 'all', number[][]>>;
}
const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/classification.json', import.meta.url), 'utf8')) as {
  cases: Golden[];
};

function expectClose(actual: readonly (readonly number[])[], expected: number[][]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((row, i) => {
    row.forEach((value, j) => {
      expect(Math.abs(value - expected[i]![j]!)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)));
    });
  });
}

describe('classification metrics equal scikit-learn', () => {
  it.each(cases.map((golden, i) => [i, golden] as const))('case %i', (_, golden) => {
    const weights = golden.sampleWeight === null ? {} : { sampleWeight: golden.sampleWeight };
    const labels = golden.labels === null ? {} : { labels: golden.labels };
    expect(accuracy(golden.yTrue, golden.yPred, weights)).toBeCloseTo(golden.accuracy, 12);
    const matrix = (normalize?: 'true' | 'pred' | 'all'): readonly (readonly number[])[] =>
      confusionMatrix(golden.yTrue, golden.yPred, { ...weights, ...labels, ...(normalize && { normalize }) }).matrix;
    expectClose(matrix(), golden.confusion.None);
    expectClose(matrix('true'), golden.confusion.true);
    expectClose(matrix('pred'), golden.confusion.pred);
    expectClose(matrix('all'), golden.confusion.all);
  });
});

describe('metrics at the edges', () => {
  it('refuses nothing to count and lists of different length', () => {
    expect(() => accuracy([], [])).toThrow(/no samples/);
    expect(() => accuracy([1], [1, 2])).toThrow(/yTrue 1, yPred 2/);
    expect(() => confusionMatrix([1], [1], { sampleWeight: [] })).toThrow(/sampleWeight 0/);
    expect(() => confusionMatrix([1], [1], { labels: [] })).toThrow(/labels is empty/);
    expect(() => confusionMatrix([1], [1], { labels: [2] })).toThrow(/none of the classes/);
    expect(() => confusionMatrix([1], [1], { labels: [1, 1] })).toThrow(/twice/);
    expect(() => confusionMatrix([1, 'a'], [1, 'a'])).toThrow(/numbers and names/);
  });

  it('gives an empty matrix for nothing', () => {
    expect(confusionMatrix([], [])).toEqual({ labels: [], matrix: [] });
    expect(confusionMatrix([], [], { labels: [0, 1] }).matrix).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('ClassCounter', () => {
  it('counts in batches and merges to the same as all at once', () => {
    const { yTrue, yPred, accuracy: expected } = cases.find((c) => c.yTrue.length === 64 && c.sampleWeight === null)!;
    const [a, b] = [new ClassCounter(10), new ClassCounter(10)];
    a.add(yTrue.slice(0, 20) as number[], yPred.slice(0, 20) as number[]);
    b.add(Int32Array.from(yTrue.slice(20) as number[]), Int32Array.from(yPred.slice(20) as number[]));
    a.merge(b);
    expect(a.count).toBe(64);
    expect(a.accuracy).toBeCloseTo(expected, 14);
    const labels = Array.from({ length: 10 }, (_, i) => i);
    expect(a.confusion).toEqual(confusionMatrix(yTrue, yPred, { labels }));
  });

  it('counts nothing of a batch with a bad label', () => {
    const counter = new ClassCounter(2);
    expect(() => counter.add([0, 2], [0, 0])).toThrow(/label 2 at 1/);
    expect(() => counter.add([0], [])).toThrow(/expected as many/);
    expect(() => counter.merge(new ClassCounter(3))).toThrow(/3 classes into 2/);
    expect(() => new ClassCounter(0)).toThrow(/classes is 0/);
    expect(counter.count).toBe(0);
    expect(counter.accuracy).toBeNaN();
  });
});
