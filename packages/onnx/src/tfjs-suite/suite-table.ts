/** Numbers of a run. */
export interface SuiteCounts {
  readonly passed: number;
  readonly pending: number;
  readonly skipped: readonly { readonly title: string; readonly reason: string; readonly specs: number }[];
  readonly failed: number;
}

/** The result of a run as a Markdown table, as it stands in the README. */
export function suiteTable({ passed, pending, skipped, failed }: SuiteCounts): string {
  const rows = [
    ['passed', passed, ''],
    ...skipped.map(({ title, reason, specs }) => [`skipped: ${title}`, specs, reason] as const),
    ['switched off in tfjs itself', pending, ''],
    ['failed', failed, ''],
  ] as const;
  return [
    '| | specs | reason |',
    '|---|---:|---|',
    ...rows.map(([title, specs, reason]) => `| ${title} | ${specs} | ${reason} |`),
  ]
    .join('\n')
    .replaceAll('|  |', '| |');
}
