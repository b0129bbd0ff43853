import type { ConformanceReport, ConformanceResult } from './conformance-report.ts';

/** What a cell says of an op: `yes`, `forward only`, `partly` or `no`, with the numbers of its footnotes. */
function cell(results: readonly ConformanceResult[], note: (reason: string) => number): string {
  const failed = results.filter(({ message }) => message !== undefined);
  if (results.length === 0) return '-';
  if (failed.length === 0) return results.some(({ check }) => check === 'gradient') ? 'yes' : 'forward';
  const notes = [...new Set(failed.map(({ gap }) => note(gap?.reason ?? 'fails without a listed reason')))].sort(
    (a, b) => a - b,
  );
  const values = results.filter(({ check }) => check === 'value');
  const valuesFail = failed.filter(({ check }) => check === 'value');
  const word = valuesFail.length === 0 ? 'forward' : valuesFail.length < values.length ? 'partly' : 'no';
  return `${word} [${notes.join(', ')}]`;
}

/**
 * Which op works on which device, as a Markdown table with footnotes.
 *
 * `yes`: value and gradient; `forward`: value only (the op may have no gradient); `partly`, `no`: see the footnote.
 *
 * @param reports one for each device, from `runConformance` without a filter
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
