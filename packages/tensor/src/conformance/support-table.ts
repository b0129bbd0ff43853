import type { ConformanceReport, ConformanceResult } from './conformance-report.ts';

/** What a cell says of an op, with the numbers of its footnotes. */
function cell(results: readonly ConformanceResult[], note: (reason: string) => number): string {
  if (results.length === 0) return '-';
  const passes = (wanted: ConformanceResult['check'], some: boolean): boolean => {
    const all = results.filter(({ check }) => check === wanted);
    return some ? all.some(({ message }) => message === undefined) : all.length > 0;
  };
  const failed = results.filter(({ message }) => message !== undefined);
  const words = !passes('value', true)
    ? 'no'
    : passes('gradient', false) && passes('gradient', true)
      ? 'value, gradient'
      : 'value';
  if (failed.length === 0) return words;
  const notes = failed.map(({ gap }) => note(gap?.reason ?? 'fails without a listed reason'));
  return `${words} [${[...new Set(notes)].sort((a, b) => a - b).join(', ')}]`;
}

/**
 * Which op works on which device, as a Markdown table with footnotes.
 *
 * `value, gradient` or `value` says what works (an op may have no gradient); a footnote says what of it does not.
 *
 * @param reports one for each device
 * @example
 * ```ts
 * console.log(supportTable([await runConformance(await openDevice('cpu'))]));
 * ```
 */
export function supportTable(reports: readonly ConformanceReport[]): string {
  const reasons: string[] = [];
  const note = (reason: string): number => {
    if (!reasons.includes(reason)) reasons.push(reason);
    return reasons.indexOf(reason) + 1;
  };
  const ops = [...new Set(reports.flatMap(({ results }) => results.map(({ op }) => op)))]
    .filter((op) => op !== 'program')
    .sort();
  const rows = ops.map((op) => {
    const cells = reports.map(({ results }) =>
      cell(
        results.filter((result) => result.op === op),
        note,
      ),
    );
    return `| \`${op}\` | ${cells.join(' | ')} |`;
  });
  const counts = reports.map(({ results }) => {
    const passed = results.filter(({ message }) => message === undefined).length;
    return `${passed} of ${results.length}`;
  });
  const lines = [
    `| op | ${reports.map(({ device }) => device).join(' | ')} |`,
    `|---|${reports.map(() => '---|').join('')}`,
    ...rows,
    `| checks passed | ${counts.join(' | ')} |`,
  ];
  return [...lines, '', ...reasons.map((reason, i) => `[${i + 1}] ${reason}  `)].join('\n').trimEnd();
}
