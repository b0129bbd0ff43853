import type { Machine } from './machine.ts';

/** A turn of a contestant, with how much else the machine had to do meanwhile. */
export interface Watched {
  /** Cores that others kept busy during the turn, the waiting contestants among them: 0 is undisturbed. */
  readonly othersBusy: number;
}

/** Options of {@link interleave}. */
export interface InterleaveOptions {
  readonly machine: Pick<Machine, 'sleep'>;
  /** Rounds wanted. */
  readonly rounds: number;
  /** Between two turns, so that threads of the one before have gone to sleep. */
  readonly pauseMs?: number;
  /** A round in which others kept more cores busy than this is disturbed, and made up for by another one. */
  readonly mostOthersBusy?: number;
  /** Called after each round. */
  readonly onRound?: (counted: number, disturbed: number) => void;
}

/** What {@link interleave} gives. */
export interface Interleaved<T> {
  /** `[round][contestant]`, the rounds that count. */
  readonly rounds: readonly (readonly T[])[];
  /** Rounds in which others used the machine. */
  readonly disturbedRounds: number;
  /** The machine was hardly ever left alone: disturbed rounds count too. */
  readonly disturbed: boolean;
}

/** Of the rounds wanted, so many times are tried when they are disturbed. */
const MOST_TRIES = 3;
/** With fewer undisturbed rounds than this, the disturbed ones have to count. */
const FEWEST_ROUNDS = 3;

/** The order of a round: it rotates, so that nobody always comes after the same one. */
function order(count: number, round: number): number[] {
  return Array.from({ length: count }, (_, i) => (i + round) % count);
}

/**
 * Has contestants take turns, round after round, so that whatever changes on the machine in the course of time hits all of them alike.
 *
 * @param turns one function per contestant; each call is a turn
 * @throws what a turn throws
 */
export async function interleave<T extends Watched>(
  turns: readonly (() => Promise<T>)[],
  { machine, rounds, pauseMs = 50, mostOthersBusy = 0.15, onRound }: InterleaveOptions,
): Promise<Interleaved<T>> {
  if (turns.length === 0) return { rounds: [], disturbedRounds: 0, disturbed: false };
  const quiet: T[][] = [];
  const disturbed: T[][] = [];
  const tried = (): number => quiet.length + disturbed.length;
  while (quiet.length < rounds && tried() < MOST_TRIES * rounds) {
    const round: T[] = [];
    for (const i of order(turns.length, tried())) {
      await machine.sleep(pauseMs);
      round[i] = await turns[i]!();
    }
    (round.every(({ othersBusy }) => othersBusy <= mostOthersBusy) ? quiet : disturbed).push(round);
    onRound?.(quiet.length, disturbed.length);
  }
  const enough = quiet.length >= Math.min(FEWEST_ROUNDS, rounds);
  return {
    rounds: enough ? quiet : [...quiet, ...disturbed],
    disturbedRounds: disturbed.length,
    disturbed: !enough,
  };
}
