import Table from 'cli-table3';
import { number, PLAIN } from './cells.ts';
import type { Report, ReportMeasurement } from './report.ts';

function comparisons({ rows, measurements }: Report): string {
  const table = new Table({
    ...PLAIN,
    head: ['work', 'ours', 'peer', 'peer is', 'ours / peer', 'quartiles'],
    colAligns: ['left', 'right', 'right', 'left', 'right', 'right'],
  });
  for (const { work, ours, peer, peerName, ratio, ratioRange, unit } of rows) {
    const range = `${number(ratioRange.q1)} - ${number(ratioRange.q3)}`;
    table.push([work, `${number(ours)} ${unit}`, `${number(peer)} ${unit}`, peerName, number(ratio), range]);
  }
  for (const { work, median, unit } of measurements.filter((one) => rows.every((row) => row.work !== one.work))) {
    table.push([work, `${number(median)} ${unit}`, '-', 'none', '-', '-']);
  }
  return table.toString();
}

function outside({ median, outsideRuntime }: ReportMeasurement): string {
  if (outsideRuntime === undefined) return '-';
  return `${number(outsideRuntime.median)} ms (${((100 * outsideRuntime.median) / median).toFixed(1)} %)`;
}

function spreads({ measurements }: Report): string {
  const table = new Table({
    ...PLAIN,
    head: ['work', 'contestant', 'median', 'quartiles', 'min - max', 'count', 'outside the runtime'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
  });
  for (const one of measurements) {
    const { work, name, unit, median, q1, q3, min, max, count } = one;
    const [quartiles, extremes] = [`${number(q1)} - ${number(q3)}`, `${number(min)} - ${number(max)}`];
    table.push([work, name, `${number(median)} ${unit}`, quartiles, extremes, count, outside(one)]);
  }
  return table.toString();
}

function remarks({ measurements, leftOut, disturbed }: Report): string[] {
  return [
    ...new Set(measurements.map(({ name, version }) => `${name}: ${version}`)),
    ...leftOut.map(
      ({ work, name, reason }) => `left out: ${work}: ${reason.startsWith(name) ? reason : `${name}: ${reason}`}`,
    ),
    ...disturbed.map(({ work, rounds, counted }) =>
      counted
        ? `disturbed: ${work}: other processes used the machine in ${rounds} rounds, which had to count; measure again on a machine that is left alone`
        : `${work}: ${rounds} more rounds were disturbed by other processes and do not count`,
    ),
  ];
}

/** The report as text for a terminal. */
export function formatReport(report: Report): string {
  const { suite, environment } = report;
  const { date, cpu, cores, threads, node, platform } = environment;
  const head = `${suite}: medians, ${threads} ${threads === 1 ? 'thread' : 'threads'} each; ${cpu}, ${cores} cores, ${platform}, Node ${node.slice(1)}, ${date.slice(0, 10)}`;
  const tables = report.measurements.length === 0 ? [] : [comparisons(report), spreads(report)];
  return [head, ...tables, ...remarks(report)].join('\n');
}
