import { CvError } from '../errors.ts';
import { type ConformanceCase, conformanceCases } from './conformance-cases.ts';
import {
  type ConformanceReport,
  type ConformanceResult,
  type Gap,
  idleGaps,
  judge,
  reportOf,
} from './conformance-report.ts';

/** Options of {@link describeConformance}. */
export interface DescribeConformanceOptions {
  /** Of the test runner: vitest, jest, mocha or node:test. */
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
  /** Known shortcomings of the device; default none. */
  readonly gaps?: readonly Gap[];
  /** Gets the whole report in the last test, for a support table. */
  readonly onReport?: (report: ConformanceReport) => void;
}

/** A check of the kit failed (`code` 'conformance'). */
class ConformanceFailure extends CvError {
  override name = 'ConformanceFailure';
  override readonly code: string = 'conformance';
}

function complaint({ check, message, gap }: ConformanceResult): string | undefined {
  if (gap === undefined) return message === undefined ? undefined : `${check}: ${message}`;
  return message === undefined ? `${check}: passes; take it off the list of gaps (${gap.reason})` : undefined;
}

/**
 * Declares one test for each case of the kit, and one for the list of gaps.
 *
 * @param open opens the device when the first test runs; it is activated before each
 * @param options the test runner's functions, the known gaps
 * @example
 * ```ts
 * import { describe, it } from 'vitest';
 * describeConformance(() => openDevice('cpu'), { describe, it });
 * ```
 */
export function describeConformance(
  open: () => Promise<{ readonly name: string; activate(): Promise<void> }>,
  { describe, it, gaps = [], onReport }: DescribeConformanceOptions,
): void {
  const results: ConformanceResult[] = [];
  let device: ReturnType<typeof open> | undefined;
  const test = async (one: ConformanceCase): Promise<void> => {
    device ??= open();
    await (await device).activate();
    const judged = judge(gaps, one, await one.run());
    results.push(...judged);
    const complaints = judged.map(complaint).filter((message) => message !== undefined);
    if (complaints.length > 0) throw new ConformanceFailure(`${one.name}: ${complaints.join('; ')}`);
  };
  for (const op of new Set(conformanceCases.map((one) => one.op))) {
    describe(op, () => {
      for (const one of conformanceCases) if (one.op === op) it(one.name, () => test(one));
    });
  }
  describe('gaps', () => {
    it('each cover a check', async () => {
      const idle = idleGaps(gaps, results);
      if (idle.length > 0) throw new ConformanceFailure(`gaps that cover nothing: ${JSON.stringify(idle)}`);
      if (device !== undefined) onReport?.(reportOf((await device).name, results, gaps));
    });
  });
}
