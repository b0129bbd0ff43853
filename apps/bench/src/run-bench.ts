import { writeFileAtomic } from '@cv/backend-node';
import { OptionError } from '@cv/tensor/errors';
import type { BenchOptions } from './command-line.ts';
import { contestants } from './contestants/contestants.ts';
import { formatProfile } from './profile/format-profile.ts';
import { profileWork, type WorkProfile } from './profile/profile-work.ts';
import { chart } from './report/chart.ts';
import { environmentOf } from './report/environment.ts';
import { formatReport } from './report/format-report.ts';
import { ProgressLine } from './report/progress-line.ts';
import { reportOf } from './report/report.ts';
import { thisMachine } from './runner/machine.ts';
import { runSuite, selected } from './runner/run-suite.ts';
import { comparisonTitle, type Suite } from './suites/suite.ts';
import { suites } from './suites/suites.ts';

/** Prints a result and keeps it, as the options say. */
async function deliver(result: unknown, text: string, { json, out }: BenchOptions): Promise<void> {
  const serialised = `${JSON.stringify(result, null, 2)}\n`;
  if (out !== undefined) await writeFileAtomic(out, Buffer.from(serialised));
  process.stdout.write(json ? serialised : `${text}\n`);
}

async function compare(suite: Suite, options: BenchOptions, directory: string): Promise<number> {
  const { threads, python, rounds, filter, peers } = options;
  const progress = new ProgressLine(process.stderr);
  const results = await runSuite(suite, {
    contestants: contestants({ python, directory }),
    machine: thisMachine,
    threads,
    ...(rounds !== undefined && { rounds }),
    ...(filter !== undefined && { filter }),
    ...(peers && { peers }),
    onProgress: (what) => progress.show(what),
  });
  progress.clear();
  const report = reportOf(suite.name, results, environmentOf(threads));
  if (options.chart !== undefined) await writeFileAtomic(options.chart, Buffer.from(await chart(report)));
  await deliver(report, formatReport(report), options);
  return report.measurements.length === 0 ? 1 : 0;
}

async function profile(suite: Suite, options: BenchOptions, directory: string): Promise<number> {
  const { threads, python, filter } = options;
  // A compiled model leaves no trace; training is the same.
  const source = contestants({ python, directory }).peers.forward;
  const progress = new ProgressLine(process.stderr);
  const works = new Map(selected(suite, filter).map(({ work }) => [work.id, work]));
  const profiles: WorkProfile[] = [];
  const leftOut: { work: string; reason: string }[] = [];
  for (const work of works.values()) {
    progress.show(`${work.id}: profiling`);
    await profileWork(work, { source, threads, directory }).then(
      (one) => profiles.push(one),
      (error: unknown) =>
        leftOut.push({ work: work.id, reason: error instanceof Error ? error.message : String(error) }),
    );
  }
  progress.clear();
  const remarks = leftOut.map(({ work, reason }) => `left out: ${work}: ${reason}`);
  const text = [...profiles.map((one) => formatProfile(one)), ...remarks].join('\n\n');
  await deliver({ suite: suite.name, profiles, leftOut, environment: environmentOf(threads) }, text, options);
  return profiles.length === 0 ? 1 : 0;
}

/**
 * Runs what the command line asks for.
 *
 * @param directory existing folder for temporary files
 * @returns exit code: 1 when nothing could be measured
 * @throws OptionError when the filter leaves nothing
 */
export async function runBench(name: string, options: BenchOptions, directory: string): Promise<number> {
  const suite = suites.get(name)!;
  const comparisons = selected(suite, options.filter);
  if (comparisons.length === 0) {
    throw new OptionError(`no work of suite '${name}' contains '${options.filter}'; --list shows their names`);
  }
  if (options.list) {
    const titles = comparisons.map(comparisonTitle);
    await deliver({ suite: name, works: titles }, titles.join('\n'), options);
    return 0;
  }
  return await (options.profile ? profile : compare)(suite, options, directory);
}
