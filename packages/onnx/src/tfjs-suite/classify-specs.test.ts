import { describe, expect, it } from 'vitest';
import { classifySpecs, complaints, type SpecResult } from './classify-specs.ts';
import type { KnownGap } from './known-gaps.ts';

const passed = (name: string): SpecResult => ({ name, status: 'passed', failures: [] });
const failed = (name: string, ...failures: string[]): SpecResult => ({ name, status: 'failed', failures });
const gap = (specs: number): KnownGap => ({
  title: 'strings',
  reason: 'none here',
  specs,
  matches: ({ failures }) => failures.every((failure) => failure.includes('string')),
});

describe('classifySpecs', () => {
  const results = [
    passed('a'),
    failed('b', 'received string'),
    failed('c', 'received string', 'wrong sum'),
    { name: 'd', status: 'pending', failures: [] } as const,
  ];

  it('sorts failures by known gap', () => {
    const { passed: good, pending, skipped, failed: bad } = classifySpecs(results, [gap(1)]);
    expect([good, pending]).toEqual([1, 1]);
    expect(skipped[0]!.specs.map(({ name }) => name)).toEqual(['b']);
    expect(bad.map(({ name }) => name)).toEqual(['c']);
  });

  it('gives a failure to the first gap that it matches', () => {
    const { skipped } = classifySpecs([failed('b', 'string')], [gap(1), gap(1)]);
    expect(skipped.map(({ specs }) => specs.length)).toEqual([1, 0]);
  });
});

describe('complaints', () => {
  const of = (results: SpecResult[], specs: number, size = { specs: results.length, pending: 0 }): string[] =>
    complaints(classifySpecs(results, [gap(specs)]), size);

  it('has none where the failures are the known ones', () => {
    expect(of([passed('a'), failed('b', 'string')], 1)).toEqual([]);
  });

  it('names an unknown failure with its messages', () => {
    expect(of([failed('c', 'wrong sum')], 0)).toEqual(['failed: c\n    wrong sum']);
  });

  it('names a gap that has grown, and one that has closed', () => {
    expect(of([failed('b', 'string')], 0)).toEqual(["'strings': 1 specs fail, the list of known gaps says 0\n    b"]);
    expect(of([passed('b')], 1)).toEqual(["'strings': 0 specs fail, the list of known gaps says 1"]);
  });

  it('notices specs that were lost or switched off', () => {
    expect(of([passed('a')], 0, { specs: 2, pending: 1 })).toEqual([
      'the suite has 1 specs, expected 2',
      'the suite leaves out 0 specs, expected 1',
    ]);
  });
});
