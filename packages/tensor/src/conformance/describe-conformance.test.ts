import { beforeAll, describe, expect, it } from 'vitest';
import { createDevice } from '../device/create-device.ts';
import { CvError } from '../errors.ts';
import { useCpu } from '../testing/cpu.ts';
import { stubBackend } from '../testing/stub-backend.ts';
import { conformanceCases } from './conformance-cases.ts';
import type { ConformanceReport, Gap } from './conformance-report.ts';
import { describeConformance } from './describe-conformance.ts';

beforeAll(useCpu);

interface Run {
  readonly failed: ReadonlyMap<string, string>;
  readonly ran: number;
  readonly report: ConformanceReport | undefined;
}

/** A test runner of a few lines: runs the tests of the named groups one after the other. */
async function run(gaps: readonly Gap[], groups: readonly string[], without: readonly string[] = []): Promise<Run> {
  const tests: { group: string; name: string; body: () => Promise<void> }[] = [];
  let group = '';
  let report: ConformanceReport | undefined;
  const open = async () =>
    createDevice({ name: 'stub', backendName: stubBackend({ without }), description: 'for tests' });
  describeConformance(open, {
    describe: (name, body) => {
      group = name;
      body();
    },
    it: (name, body) => tests.push({ group, name, body }),
    gaps,
    onReport: (one) => {
      report = one;
    },
  });
  expect(tests).toHaveLength(conformanceCases.length + 1);
  const wanted = tests.filter((test) => groups.includes(test.group));
  const failed = new Map<string, string>();
  for (const { name, body } of wanted) {
    await body().catch((error: unknown) => {
      expect(error).toBeInstanceOf(CvError);
      failed.set(name, (error as CvError).message);
    });
  }
  return { failed, ran: wanted.length, report };
}

describe('describeConformance', () => {
  it('declares a test for each case, and hands over the report at the end', async () => {
    const { failed, ran, report } = await run([], ['relu', 'gaps']);
    expect(failed.size).toBe(0);
    expect(ran).toBeGreaterThan(5);
    expect(report).toMatchObject({ device: 'stub', failures: [], staleGaps: [] });
  });

  it('fails the tests of what a device lacks, saying which check and why', async () => {
    const { failed } = await run([], ['erf'], ['Erf']);
    expect(failed.get('erf')).toMatch(/^erf: value: Erf: the device 'stub-\d+' has no such kernel.*; gradient: /);
    expect(failed.has('erf of a disposed x')).toBe(false);
  });

  it('passes over a listed gap, and fails a gap that passes or covers nothing', async () => {
    const gap: Gap = { op: 'erf', checks: ['value'], name: 'infinities', reason: 'no Erf' };
    expect((await run([gap], ['erf'], ['Erf'])).failed.has('erf of NaN, infinities, zeros and large numbers')).toBe(
      false,
    );
    const stale = await run([gap], ['erf']);
    expect(stale.failed.get('erf of NaN, infinities, zeros and large numbers')).toMatch(
      /value: passes; take it off the list of gaps \(no Erf\)/,
    );
    const misspelt = await run([{ ...gap, op: 'err' }], ['gaps']);
    expect([...misspelt.failed.values()].join()).toMatch(/gaps that cover nothing: .*"err"/);
  });
});
