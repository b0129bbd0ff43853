import type { PeerKey } from '../contestants/contestant.ts';
import type { Work } from './work.ts';

/**
 * What is measured: `time` of one iteration, warm, in ms; `coldStart`, from starting the process to the first result, in ms;
 * `peakMemory`, the most memory that the process ever held, in MiB.
 */
export type Measure = 'time' | 'coldStart' | 'peakMemory';

/** One work, measured for us and for some peers. */
export interface Comparison {
  readonly work: Work;
  readonly measure: Measure;
  /** Where our own contestant runs; Node by default. */
  readonly where?: 'browser';
  readonly peers: readonly PeerKey[];
}

/** Comparisons that are run and reported together. */
export interface Suite {
  readonly name: string;
  readonly title: string;
  readonly comparisons: readonly Comparison[];
}

const SUFFIX: Record<Measure, string> = { time: '', coldStart: ': cold start', peakMemory: ': peak memory' };

/** What a comparison is called in the report: `lenet5 training step, batch 64: cold start`. */
export function comparisonTitle({ work, measure }: Comparison): string {
  return work.id + SUFFIX[measure];
}
