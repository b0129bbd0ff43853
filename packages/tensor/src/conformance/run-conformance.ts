import { conformanceCases } from './conformance-cases.ts';
import { type ConformanceReport, type ConformanceResult, type Gap, gapOf } from './conformance-report.ts';

/** Options of {@link runConformance}. */
export interface RunConformanceOptions {
  /** Known shortcomings; a gap under which nothing fails any more is reported as stale. */
  readonly gaps?: readonly Gap[];
  /** Only the cases for which it is true; gaps of other cases are not looked at then. */
  readonly filter?: (op: string, name: string) => boolean;
}

/**
 * Runs every case of the kit on a device.
 *
 * @param device activated first; its name goes into the report
 * @returns what passed and what did not; throws only when the device cannot be activated
 * @example
 * ```ts
 * const { failures, staleGaps } = await runConformance(await openDevice('cpu'));
 * ```
 */
export async function runConformance(
  device: { readonly name: string; activate(): Promise<void> },
  { gaps = [], filter = () => true }: RunConformanceOptions = {},
): Promise<ConformanceReport> {
  await device.activate();
  const cases = conformanceCases.filter(({ op, name }) => filter(op, name));
  const results: ConformanceResult[] = [];
  for (const { op, name, run } of cases) {
    for (const result of await run()) {
      results.push({ op, name, ...result, gap: gapOf(gaps, { op, name, check: result.check }) });
    }
  }
  const failures = results.filter(({ message, gap }) => message !== undefined && gap === undefined);
  const concerned = gaps.filter((gap) => cases.some(({ op }) => op === gap.op));
  const staleGaps = concerned.filter(
    (gap) => !results.some((result) => result.gap === gap && result.message !== undefined),
  );
  return { device: device.name, results, failures, staleGaps };
}
