import type { Turn } from '../contestants/contestant.ts';
import type { Watched } from './interleave.ts';
import type { Machine } from './machine.ts';

/** What {@link watch} adds to a turn. */
export interface Timed extends Watched {
  /** Milliseconds from the first request to the answer. */
  readonly wallMs: number;
}

/**
 * Watches the machine during a turn.
 *
 * @param play takes the turn
 * @param cpuOf CPU milliseconds of the turn that are the contestant's own
 */
export async function watch<T extends Turn>(
  machine: Machine,
  play: () => Promise<T>,
  cpuOf: (turn: T) => number = ({ cpuStart, cpuEnd }) => cpuEnd - cpuStart,
): Promise<T & Timed> {
  const [start, busy] = [machine.now(), machine.busy()];
  const turn = await play();
  const wallMs = machine.now() - start;
  return { ...turn, wallMs, othersBusy: Math.max(0, machine.busy() - busy - cpuOf(turn)) / wallMs };
}
