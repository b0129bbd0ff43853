import Table from 'cli-table3';
import { number, PLAIN } from '../report/cells.ts';
import type { WorkProfile } from './profile-work.ts';
import type { KernelTime } from './trace.ts';

function table(title: string, kernels: readonly KernelTime[], total: number): string {
  const cells = new Table({
    ...PLAIN,
    head: [title, 'per run', 'ms', 'share'],
    colAligns: ['left', 'right', 'right', 'right'],
  });
  for (const { kernel, count, ms } of kernels) {
    cells.push([
      kernel,
      Number.isInteger(count) ? count : count.toFixed(1),
      number(ms),
      `${((100 * ms) / total).toFixed(1)} %`,
    ]);
  }
  return cells.toString();
}

/**
 * A profile as text for a terminal.
 *
 * @param top how many of the longest operations are listed with their shapes
 */
export function formatProfile({ work, iterationMs, outsideMs, trace }: WorkProfile, top = 15): string {
  const { runMs, kernels, nodes } = trace;
  const inKernels = kernels.reduce((sum, { ms }) => sum + ms, 0);
  const rest = { kernel: '(between the operations)', count: 1, ms: runMs - inKernels };
  const share = ((100 * outsideMs) / iterationMs).toFixed(1);
  return [
    `${work}: ${number(iterationMs)} ms, of which JavaScript outside the runtime ${number(outsideMs)} ms (${share} %)`,
    `one run of the graph with the profiler on: ${number(runMs)} ms`,
    table('op type', [...kernels, rest], runMs),
    table('operation and shapes', nodes.slice(0, top), runMs),
  ].join('\n');
}
