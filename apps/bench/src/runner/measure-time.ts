import type { Contestant, Turn, TurnLength } from '../contestants/contestant.ts';
import { type Entrant, enter, leaveAll } from './entrants.ts';
import { interleave } from './interleave.ts';
import type { Match, MeasureSettings } from './measure-settings.ts';
import type { Measured, Measurement } from './measured.ts';
import { roundProgress } from './round-progress.ts';
import { summarise } from './summary.ts';
import { turnLength } from './turn-length.ts';
import { watch } from './watch.ts';

const WARM_UP: TurnLength = { iterations: 3, settle: 1 };
/** Four more of these would take long and show nothing. */
const SLOW_MS = 500;

interface WarmedUp {
  readonly length: TurnLength;
  readonly firstLoss: number | undefined;
}

async function warmUp(contestant: Contestant): Promise<WarmedUp> {
  // The first iteration compiles, allocates and may take seconds.
  const first = await contestant.run({ iterations: 1, settle: 0 });
  const { times } = await contestant.run(first.times[0]! > SLOW_MS ? { iterations: 1, settle: 0 } : WARM_UP);
  return { length: turnLength(Math.min(...times)), firstLoss: first.loss };
}

function measurementOf(
  { contestant: { name, version }, shown: { firstLoss } }: Entrant<WarmedUp>,
  turns: readonly Turn[],
): Measurement {
  const lastLoss = turns.at(-1)!.loss;
  const outside = turns.flatMap(
    ({ times, runtimeTimes }) => runtimeTimes?.map((inside, i) => times[i]! - inside) ?? [],
  );
  return {
    name,
    version,
    summary: summarise(turns.flatMap(({ times }) => times)),
    rounds: turns.map(({ times }) => summarise(times).median),
    ...(outside.length > 0 && { outsideRuntime: summarise(outside) }),
    ...(firstLoss !== undefined && lastLoss !== undefined && { loss: { first: firstLoss, last: lastLoss } }),
  };
}

/**
 * Time of one iteration, warm, in ms.
 *
 * Every contestant lives in a process of its own from the first round to the last and is idle when it is not its turn.
 */
export async function measureTime(match: Match, settings: MeasureSettings): Promise<Measured> {
  const { machine, rounds = 15 } = settings;
  const { entrants, leftOut } = await enter(match, settings, warmUp);
  try {
    const turns = entrants.map(
      ({ contestant, shown: { length } }) =>
        () =>
          watch(machine, () => contestant.run(length)),
    );
    const result = await interleave(turns, { machine, rounds, onRound: roundProgress(rounds, settings) });
    const measurements = entrants.map((entrant, i) =>
      measurementOf(
        entrant,
        result.rounds.map((round) => round[i]!),
      ),
    );
    const { disturbedRounds, disturbed } = result;
    return { unit: 'ms', ours: measurements[0], peers: measurements.slice(1), leftOut, disturbedRounds, disturbed };
  } finally {
    await leaveAll(entrants);
  }
}
