import { describe, expect, it } from 'vitest';
import type { Measurement } from '../runner/measured.ts';
import type { ComparisonResult } from '../runner/run-suite.ts';
import { summarise } from '../runner/summary.ts';
import { environmentOf } from './environment.ts';
import { formatReport } from './format-report.ts';
import { reportOf } from './report.ts';

function measurement(name: string, rounds: readonly number[], more: Partial<Measurement> = {}): Measurement {
  return { name, version: `${name} 1.0`, summary: summarise(rounds), rounds, ...more };
}

const measured: ComparisonResult = {
  title: 'a step',
  measured: {
    unit: 'ms',
    ours: measurement('ours', [6, 8, 10], { outsideRuntime: summarise([2]), loss: { first: 2, last: 1 } }),
    peers: [measurement('fast', [3, 4, 4]), measurement('slow', [600, 800, 2000])],
    leftOut: [{ name: 'gone', reason: 'gone: is not installed' }],
    disturbedRounds: 2,
    disturbed: false,
  },
};
const alone: ComparisonResult = {
  title: 'another',
  measured: { ...measured.measured, peers: [], leftOut: [], disturbedRounds: 3, disturbed: true },
};
const report = reportOf('engine', [measured, alone], environmentOf(2));

describe('reportOf', () => {
  it('has one row per peer: ours, the peer, and ours / peer', () => {
    expect(report).toMatchObject({
      suite: 'engine',
      rows: [
        { work: 'a step', ours: 8, peer: 4, peerName: 'fast', ratio: 2, ratioRange: { q1: 2, q3: 2.25 }, unit: 'ms' },
        { work: 'a step', ours: 8, peer: 800, peerName: 'slow', ratio: 0.01 },
      ],
    });
    expect(report.rows).toHaveLength(2);
  });

  it('has every measurement with its spread, who was left out and why, and the machine', () => {
    expect(report.measurements.map(({ work, name, median, max }) => [work, name, median, max])).toEqual([
      ['a step', 'ours', 8, 10],
      ['a step', 'fast', 4, 4],
      ['a step', 'slow', 800, 2000],
      ['another', 'ours', 8, 10],
    ]);
    expect(report.measurements[0]).toMatchObject({
      outsideRuntime: { median: 2 },
      loss: { first: 2, last: 1 },
      version: 'ours 1.0',
    });
    expect(report.leftOut).toEqual([{ work: 'a step', name: 'gone', reason: 'gone: is not installed' }]);
    expect(report.disturbed.map(({ rounds, counted }) => [rounds, counted])).toEqual([
      [2, false],
      [3, true],
    ]);
    expect(report.environment).toMatchObject({
      threads: 2,
      node: process.version,
      date: expect.stringMatching(/^20\d\d-/),
    });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('formatReport', () => {
  const text = formatReport(report);

  it('shows ratios, spreads and JavaScript time in tables', () => {
    expect(text).toMatch(/a step +│ 8.00 ms │ 4.00 ms │ fast +│ +2.00 │ +2.00 - 2.25/);
    expect(text).toMatch(/a step +│ 8.00 ms │ +800 ms │ slow +│ +0.0100 │/);
    expect(text).toMatch(/another +│ 8.00 ms │ +- │ none/);
    expect(text).toMatch(/ours +│ 8.00 ms │ +7.00 - 9.00 │ +6.00 - 10.0 │ +3 │ +2.00 ms \(25.0 %\)/);
  });

  it('says in one line each who was left out and what was disturbed', () => {
    const lines = text.split('\n');
    expect(lines.filter((line) => line === 'ours: ours 1.0')).toHaveLength(1);
    expect(lines).toContain('left out: a step: gone: is not installed');
    expect(lines).toContainEqual(expect.stringMatching(/^a step: 2 more rounds were disturbed .* do not count$/));
    expect(lines).toContainEqual(expect.stringMatching(/^disturbed: another: .* measure again/));
  });

  it('is only its head when nothing was measured', () => {
    expect(formatReport(reportOf('engine', [], environmentOf(1)))).toMatch(/^engine: medians, 1 thread each; [^\n]+$/);
  });
});
