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
    return [`\`${op}\``, ...cells];
  });
  const counts = reports.map(({ results }) => {
    const passed = results.filter(({ message }) => message === undefined).length;
    return `${passed} of ${results.length}`;
  });
  const table = aligned([['op', ...reports.map(({ device }) => device)], ...rows, ['checks passed', ...counts]]);
  return [table, ...(reasons.length > 0 ? [''] : []), ...reasons.map((reason, i) => `${i + 1}. ${reason}`)].join('\n');
}

/** A Markdown table; the first row is its head. */
function aligned([head, ...rows]: readonly (readonly string[])[]): string {
  const widths = head!.map((_, column) => Math.max(...[head!, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`;
  return [head!, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}
