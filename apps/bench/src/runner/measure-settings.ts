import type { ContestantSource } from '../contestants/contestant.ts';
import type { Work } from '../suites/work.ts';
import type { Machine } from './machine.ts';

/** Who is measured doing what. */
export interface Match {
  readonly work: Work;
  readonly ours: ContestantSource;
  readonly peers: readonly ContestantSource[];
}

/** How it is measured. */
export interface MeasureSettings {
  readonly machine: Machine;
  readonly threads: number;
  /** Rounds; each measure has a number of its own otherwise. */
  readonly rounds?: number;
  /** Told what is going on, for a person who waits. */
  readonly onProgress: (what: string) => void;
}
