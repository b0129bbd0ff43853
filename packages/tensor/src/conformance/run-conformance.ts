import { conformanceCases } from './conformance-cases.ts';
import { type ConformanceReport, type ConformanceResult, type Gap, judge, reportOf } from './conformance-report.ts';

/** Options of {@link runConformance}. */
export interface RunConformanceOptions {
  /** Known shortcomings. */
  readonly gaps?: readonly Gap[];
  /** Only the cases for which it is true. */
  readonly filter?: (op: string, name: string) => boolean;
}

/**
 * Runs the cases of the kit on a device.
 *
 * @param device activated first; its name goes into the report
 * @param options.gaps known shortcomings of the device, each with its reason; default none
 * @param options.filter picks cases; default all
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
  const results: ConformanceResult[] = [];
  for (const one of conformanceCases) {
    if (filter(one.op, one.name)) results.push(...judge(gaps, one, await one.run()));
  }
  return reportOf(device.name, results, gaps);
}
