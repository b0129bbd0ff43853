import type { CheckName, CheckResult } from './check.ts';
import { conformanceCases } from './conformance-cases.ts';

/** A known shortcoming of a device. A gap is strict: a check that it covers and that passes fails the run. */
export interface Gap {
  readonly op: string;
  /** The checks that fail. */
  readonly checks: readonly CheckName[];
  /** Only cases whose name contains this; every case of the op when left out. */
  readonly name?: string;
  /** For the support table: what is missing or wrong, and where. */
  readonly reason: string;
}

/** One check of one case on one device. */
export interface ConformanceResult {
  readonly op: string;
  readonly name: string;
  readonly check: CheckName;
  /** What is wrong; undefined when the check passed. */
  readonly message: string | undefined;
  /** The listed gap that covers it. */
  readonly gap: Gap | undefined;
}

/** What a run of the kit found. The device conforms when `failures` and `staleGaps` are empty. */
export interface ConformanceReport {
  readonly device: string;
  readonly results: readonly ConformanceResult[];
  /** Failures that no gap covers. */
  readonly failures: readonly ConformanceResult[];
  /** Gaps that cover a check that passes, or none at all. */
  readonly staleGaps: readonly Gap[];
}

function covers(gap: Gap, op: string, name: string): boolean {
  return gap.op === op && (gap.name === undefined || name.includes(gap.name));
}

/** The results of a case's checks, each with the gap that covers it. */
export function judge(
  gaps: readonly Gap[],
  { op, name }: { readonly op: string; readonly name: string },
  checks: readonly CheckResult[],
): ConformanceResult[] {
  return checks.map(({ check, message }) => {
    const gap = gaps.find((one) => covers(one, op, name) && one.checks.includes(check));
    return { op, name, check, message, gap };
  });
}

/** Gaps that cover no check of the kit's cases that were run: misspelt, or of a case that is gone. */
export function idleGaps(gaps: readonly Gap[], results: readonly ConformanceResult[]): Gap[] {
  return gaps.filter(
    (gap) =>
      !results.some((result) => result.gap === gap) &&
      // A case that was left out says nothing about its gap.
      !conformanceCases.some(({ op, name }) => covers(gap, op, name) && !results.some((one) => one.name === name)),
  );
}

/** Sums up the results of a device. */
export function reportOf(
  device: string,
  results: readonly ConformanceResult[],
  gaps: readonly Gap[],
): ConformanceReport {
  const failures = results.filter(({ message, gap }) => message !== undefined && gap === undefined);
  const passing = results.filter(({ message }) => message === undefined).map(({ gap }) => gap);
  const staleGaps = [...gaps.filter((gap) => passing.includes(gap)), ...idleGaps(gaps, results)];
  return { device, results, failures, staleGaps };
}
