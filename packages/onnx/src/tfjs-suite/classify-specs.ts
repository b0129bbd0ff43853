import type { KnownGap } from './known-gaps.ts';

/** How one spec of the suite ended. */
export interface SpecResult {
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'pending';
  /** Messages of the expectations that failed, or of what was thrown. */
  readonly failures: readonly string[];
}

/** Specs of a run in groups. */
export interface Classified {
  readonly passed: number;
  /** Switched off in the suite itself. */
  readonly pending: number;
  /** Failed for a known reason. */
  readonly skipped: readonly { readonly gap: KnownGap; readonly specs: readonly SpecResult[] }[];
  /** Failed for no known reason. */
  readonly failed: readonly SpecResult[];
}

/** Sorts the results of a run; a failed spec goes to the first gap that it matches. */
export function classifySpecs(results: readonly SpecResult[], gaps: readonly KnownGap[]): Classified {
  const skipped = gaps.map((gap) => ({ gap, specs: [] as SpecResult[] }));
  const failed: SpecResult[] = [];
  for (const result of results) {
    if (result.status !== 'failed') continue;
    const group = skipped.find(({ gap }) => gap.matches(result));
    (group?.specs ?? failed).push(result);
  }
  const count = (status: SpecResult['status']): number => results.filter((result) => result.status === status).length;
  return { passed: count('passed'), pending: count('pending'), skipped, failed };
}

/**
 * What is wrong with a run: failures that nobody knows, gaps that have grown or that have closed without being taken off the list,
 * and specs that were lost on the way (a bundler may drop files that export nothing).
 *
 * @param expected size of the whole suite; none for a part of it
 */
export function complaints(
  { passed, pending, skipped, failed }: Classified,
  expected?: { readonly specs: number; readonly pending: number },
): string[] {
  const gaps = skipped.filter(({ gap, specs }) => specs.length !== gap.specs);
  const total = passed + pending + failed.length + skipped.reduce((sum, { specs }) => sum + specs.length, 0);
  return [
    ...failed.map(({ name, failures }) => `failed: ${name}\n    ${failures.join('\n    ')}`),
    ...gaps.map(
      ({ gap, specs }) =>
        `'${gap.title}': ${specs.length} specs fail, the list of known gaps says ${gap.specs}` +
        specs.map(({ name }) => `\n    ${name}`).join(''),
    ),
    ...(expected === undefined || total === expected.specs
      ? []
      : [`the suite has ${total} specs, expected ${expected.specs}`]),
    ...(expected === undefined || pending === expected.pending
      ? []
      : [`the suite leaves out ${pending} specs, expected ${expected.pending}`]),
  ];
}
