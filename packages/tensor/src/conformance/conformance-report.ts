import type { CheckName } from './check-case.ts';

/** A known shortcoming of a device: which checks may fail, and why. */
export interface Gap {
  readonly op: string;
  /** Only this check; all checks of the op's cases when left out. */
  readonly check?: CheckName;
  /** Only cases whose name contains this. */
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

/** What a run of the kit found. */
export interface ConformanceReport {
  readonly device: string;
  readonly results: readonly ConformanceResult[];
  /** Failures that no gap covers. */
  readonly failures: readonly ConformanceResult[];
  /** Gaps under which nothing failed any more: the run fails, so that lists stay true. */
  readonly staleGaps: readonly Gap[];
}

/** The first gap that covers a check. */
export function gapOf(
  gaps: readonly Gap[],
  { op, name, check }: { readonly op: string; readonly name: string; readonly check: CheckName },
): Gap | undefined {
  return gaps.find(
    (gap) =>
      gap.op === op &&
      (gap.check === undefined || gap.check === check) &&
      (gap.name === undefined || name.includes(gap.name)),
  );
}
