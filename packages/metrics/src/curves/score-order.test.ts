import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../comparing/seeded-random.ts';
import { argsortDescending, type SortedScores, sortDescending } from './score-order.ts';

const random = new SeededRandom(7);
const draws: readonly [string, () => number][] = [
  ['of both signs', () => random.uint32() / 2 ** 31 - 1],
  [
    'of all magnitudes',
    () => (random.below(2) ? -1 : 1) * 2 ** (random.below(240) - 120) * (1 + random.below(1000) / 1000),
  ],
  ['with ties', () => random.below(7) - 3],
  ['that differ in the last bit', () => 1 + random.below(5) * 2 ** -52],
  ['all equal', () => 0.25],
  ['subnormal', () => (random.below(100) - 50 || 1) * 2 ** -149],
];
const types: readonly [string, (values: number[]) => SortedScores][] = [
  ['float32', (values) => Float32Array.from(values)],
  ['float64', (values) => Float64Array.from(values)],
];
const cases = draws.flatMap(([what, draw]) =>
  types.flatMap(([type, make]) =>
    [0, 1, 2, 500].map((length) => ({ what, type, length, scores: make(Array.from({ length }, draw)) })),
  ),
);

describe('sorting scores', () => {
  it.each(cases)('$length $type numbers $what', ({ scores }) => {
    const expected = Array.from(scores).sort((a, b) => b - a);
    const sorted = scores.slice();
    sortDescending(sorted, new Uint32Array(scores.length + 3));
    expect(Array.from(sorted)).toEqual(expected);
    // Array.prototype.sort is stable.
    const order = Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
    expect(Array.from(argsortDescending(scores))).toEqual(order);
  });
});
