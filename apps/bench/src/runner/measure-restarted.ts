import type { Contestant, Turn } from '../contestants/contestant.ts';
import { ContestantError } from '../contestants/contestant-error.ts';
import { enter, leaveAll } from './entrants.ts';
import { interleave } from './interleave.ts';
import type { Machine } from './machine.ts';
import type { Match, MeasureSettings } from './measure-settings.ts';
import type { Measured } from './measured.ts';
import { roundProgress } from './round-progress.ts';
import { summarise } from './summary.ts';
import { type Timed, watch } from './watch.ts';

/** What is measured of a process from its start to its end. */
interface RestartedMeasure {
  readonly unit: Measured['unit'];
  /** Rounds unless told otherwise. */
  readonly rounds: number;
  /** Iterations before the process ends. */
  readonly iterations: number;
  readonly mostOthersBusy?: number;
  /** @throws ContestantError when the platform does not tell */
  readonly valueOf: (turn: Turn & Timed) => number;
}

function peakMemoryOf({ peakMemory }: Turn): number {
  if (peakMemory === null) throw new ContestantError('peak memory: this platform does not tell');
  return peakMemory;
}

type RestartedMeasureName = 'coldStart' | 'peakMemory';

const MEASURES: Readonly<Record<RestartedMeasureName, RestartedMeasure>> = {
  coldStart: { unit: 'ms', rounds: 5, iterations: 1, valueOf: ({ wallMs }) => wallMs },
  // The first step allocates, the second one has the moments of the optimiser, the third is like all others.
  // Who else runs does not matter to it.
  peakMemory: {
    unit: 'MiB',
    rounds: 3,
    iterations: 3,
    mostOthersBusy: Number.POSITIVE_INFINITY,
    valueOf: peakMemoryOf,
  },
};

/** From the start of a process to its end. */
async function wholeLife(open: () => Promise<Contestant>, iterations: number, machine: Machine): Promise<Turn & Timed> {
  const opened: Contestant[] = [];
  try {
    return await watch(
      machine,
      async () => {
        const contestant = await open();
        opened.push(contestant);
        return await contestant.run({ iterations, settle: 0 });
      },
      // All the CPU time of the process counts, from its start on.
      ({ cpuEnd }) => cpuEnd,
    );
  } finally {
    for (const contestant of opened) await contestant.close();
  }
}

/**
 * Measures for which every turn is a new process: `coldStart`, the time from starting it to the first result, and `peakMemory`, the
 * most memory that it held in some iterations.
 */
export async function measureRestarted(
  measure: RestartedMeasureName,
  match: Match,
  settings: MeasureSettings,
): Promise<Measured> {
  const { machine, threads } = settings;
  const { unit, iterations, valueOf, rounds: usual, ...options } = MEASURES[measure];
  const { rounds = usual } = settings;
  const { entrants, leftOut } = await enter(match, settings, (contestant) =>
    contestant.run({ iterations: 1, settle: 0 }),
  );
  await leaveAll(entrants);
  const turns = entrants.map(
    ({ source }) =>
      () =>
        wholeLife(() => source.open(match.work, { threads }), iterations, machine),
  );
  const result = await interleave(turns, { machine, rounds, onRound: roundProgress(rounds, settings), ...options });
  const measurements = entrants.map(({ contestant: { name, version } }, i) => {
    const values = result.rounds.map((round) => valueOf(round[i]!));
    return { name, version, summary: summarise(values), rounds: values };
  });
  const { disturbedRounds, disturbed } = result;
  return { unit, ours: measurements[0], peers: measurements.slice(1), leftOut, disturbedRounds, disturbed };
}
