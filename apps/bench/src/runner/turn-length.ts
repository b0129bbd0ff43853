import type { TurnLength } from '../contestants/contestant.ts';

/** About how long a turn takes; at least one iteration. */
const TURN_MS = 250;
/** Above this number of iterations a longer turn tells nothing new. */
const MOST_ITERATIONS = 200;
/** An iteration this long refills the caches in a small part of its time. */
const SETTLED_MS = 500;

/**
 * How many iterations make a turn.
 *
 * @param iterationMs time of a warm iteration
 */
export function turnLength(iterationMs: number): TurnLength {
  const iterations = Math.min(MOST_ITERATIONS, Math.max(1, Math.round(TURN_MS / iterationMs)));
  return { iterations, settle: iterationMs < SETTLED_MS ? 1 : 0 };
}
