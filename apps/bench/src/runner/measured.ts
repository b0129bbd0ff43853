import type { Summary } from './summary.ts';

/** What was measured of one contestant. */
export interface Measurement {
  readonly name: string;
  readonly version: string;
  readonly summary: Summary;
  /** One value per round, in the order of the rounds, to compare contestants round by round. */
  readonly rounds: readonly number[];
  /** Milliseconds of an iteration outside the compute runtime, where they are known. */
  readonly outsideRuntime?: Summary;
  /** Of training: before the first update, where contestants with the same weights agree, and at the end. */
  readonly loss?: { readonly first: number; readonly last: number };
}

/** A contestant without a measurement. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** What was measured for one comparison. */
export interface Measured {
  readonly unit: 'ms' | 'MiB';
  readonly ours: Measurement | undefined;
  readonly peers: readonly Measurement[];
  readonly leftOut: readonly LeftOut[];
  readonly disturbedRounds: number;
  /** Others used the machine nearly all the time. */
  readonly disturbed: boolean;
}
