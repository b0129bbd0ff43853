import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '@cv/tensor/errors';
import type { ContestantSource, Turn } from '../contestants/contestant.ts';
import { summarise } from '../runner/summary.ts';
import type { Work } from '../suites/work.ts';
import { countRuns, summariseTrace, type TraceEvent, type TraceSummary } from './trace.ts';

/** Where the time of a work goes. */
export interface WorkProfile {
  readonly work: string;
  /** Median milliseconds of an iteration, without the profiler. */
  readonly iterationMs: number;
  /** Median milliseconds of an iteration outside the compute runtime: JavaScript. */
  readonly outsideMs: number;
  /** With the profiler, whose own time counts, too. */
  readonly trace: TraceSummary;
}

/** Options of {@link profileWork}. */
export interface ProfileOptions {
  readonly source: ContestantSource;
  readonly threads: number;
  /** Existing folder for the traces. */
  readonly directory: string;
  /** Iterations that count. */
  readonly iterations?: number;
}

const WARM_UP = 3;

async function run(work: Work, options: ProfileOptions, profileDirectory?: string): Promise<Turn> {
  const { source, threads, iterations = 20 } = options;
  const contestant = await source.open(work, { threads, ...(profileDirectory && { profileDirectory }) });
  try {
    return await contestant.run({ iterations, settle: WARM_UP });
  } finally {
    await contestant.close();
  }
}

/** The trace of the graph that ran most often: that of the iteration, not of a probe or of the first step. */
async function mainTrace(directory: string): Promise<readonly TraceEvent[]> {
  const files = await readdir(directory);
  const traces = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(directory, file), 'utf8')) as readonly TraceEvent[]),
  );
  const main = traces.toSorted((a, b) => countRuns(b) - countRuns(a))[0];
  if (main === undefined) throw new DataError('profile: the runtime wrote no trace', { directory });
  return main;
}

/**
 * Times a work on our device with and without the runtime's profiler.
 *
 * @throws ContestantError when it cannot be done; DataError when the iterations did not run the same graph each time
 */
export async function profileWork(work: Work, options: ProfileOptions): Promise<WorkProfile> {
  const { times, runtimeTimes = times } = await run(work, options);
  const directory = await mkdtemp(join(options.directory, 'trace-'));
  try {
    const profiled = await run(work, options, directory);
    return {
      work: work.id,
      iterationMs: summarise(times).median,
      outsideMs: summarise(times.map((time, i) => time - runtimeTimes[i]!)).median,
      trace: summariseTrace(await mainTrace(directory), profiled.times.length),
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}
