import type { Contestant, ContestantSource } from '../contestants/contestant.ts';
import { ContestantError } from '../contestants/contestant-error.ts';
import type { Match, MeasureSettings } from './measure-settings.ts';
import type { LeftOut } from './measured.ts';

/** A contestant that has shown that it can do the work, and what it showed. */
export interface Entrant<T> {
  readonly source: ContestantSource;
  readonly contestant: Contestant;
  readonly shown: T;
}

/** Those who take part, we first, and those who do not. */
export interface Entrants<T> {
  readonly entrants: readonly Entrant<T>[];
  readonly leftOut: readonly LeftOut[];
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Closes a contestant whose process may be gone already. */
async function leave(contestant: Contestant): Promise<void> {
  await contestant.close().catch(() => undefined);
}

async function tryOut<T>(
  contestant: Contestant,
  ours: Contestant | undefined,
  show: (contestant: Contestant) => Promise<T>,
): Promise<T> {
  if (ours !== undefined && contestant.parameters !== ours.parameters) {
    throw new ContestantError(
      `${contestant.name}: its network has ${contestant.parameters} parameters, that of ${ours.name} ${ours.parameters}`,
    );
  }
  return await show(contestant);
}

/**
 * Opens every contestant of a match and has it show what it can. One that fails, or whose network is another one than ours, is closed
 * and left out with its reason; when we fail, nobody takes part.
 *
 * @param show the first iterations; gives what the measurement needs to know of them
 */
export async function enter<T>(
  { work, ours, peers }: Match,
  { threads, onProgress }: MeasureSettings,
  show: (contestant: Contestant) => Promise<T>,
): Promise<Entrants<T>> {
  const entrants: Entrant<T>[] = [];
  const leftOut: LeftOut[] = [];
  for (const source of [ours, ...peers]) {
    onProgress(`warming up ${source.name}`);
    let contestant: Contestant | undefined;
    try {
      await source.prepare?.(work);
      contestant = await source.open(work, { threads });
      entrants.push({ source, contestant, shown: await tryOut(contestant, entrants[0]?.contestant, show) });
    } catch (error) {
      if (contestant !== undefined) await leave(contestant);
      leftOut.push({ name: source.name, reason: messageOf(error) });
      if (source === ours) break;
    }
  }
  return { entrants, leftOut };
}

/** Closes all of them. */
export async function leaveAll(entrants: readonly Entrant<unknown>[]): Promise<void> {
  await Promise.all(entrants.map(({ contestant }) => leave(contestant)));
}
