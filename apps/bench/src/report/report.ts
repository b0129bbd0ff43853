import type { Measurement } from '../runner/measured.ts';
import type { ComparisonResult } from '../runner/run-suite.ts';
import { type Summary, summarise } from '../runner/summary.ts';
import type { Environment } from './environment.ts';

/** One of our measurements beside a peer's. */
interface ReportRow {
  readonly work: string;
  /** Medians. */
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  /** ours / peer: below 1 we need less. */
  readonly ratio: number;
  /** Quartiles of the ratio round by round. */
  readonly ratioRange: { readonly q1: number; readonly q3: number };
  readonly unit: 'ms' | 'MiB';
}

/** A measurement of one contestant with its spread. */
export interface ReportMeasurement extends Summary {
  readonly work: string;
  readonly name: string;
  readonly version: string;
  readonly unit: 'ms' | 'MiB';
  /** Milliseconds of an iteration that are spent outside the compute runtime, in JavaScript. */
  readonly outsideRuntime?: Summary;
  /** Of training: before the first update, and at the end. */
  readonly loss?: { readonly first: number; readonly last: number };
  /** Medians of the rounds, in their order. */
  readonly rounds: readonly number[];
}

/** The result of a suite as JSON. */
export interface Report {
  readonly suite: string;
  readonly rows: readonly ReportRow[];
  readonly measurements: readonly ReportMeasurement[];
  readonly leftOut: readonly { readonly work: string; readonly name: string; readonly reason: string }[];
  readonly disturbed: readonly { readonly work: string; readonly rounds: number; readonly counted: boolean }[];
  readonly environment: Environment;
}

function rowOf(work: string, unit: ReportRow['unit'], ours: Measurement, peer: Measurement): ReportRow {
  const { q1, q3 } = summarise(ours.rounds.map((value, i) => value / peer.rounds[i]!));
  const [a, b] = [ours.summary.median, peer.summary.median];
  return { work, ours: a, peer: b, peerName: peer.name, ratio: a / b, ratioRange: { q1, q3 }, unit };
}

function measurementsOf({ title: work, measured: { unit, ours, peers } }: ComparisonResult): ReportMeasurement[] {
  return [...(ours ? [ours] : []), ...peers].map(({ name, version, summary, outsideRuntime, loss, rounds }) => ({
    work,
    name,
    version,
    unit,
    ...summary,
    ...(outsideRuntime && { outsideRuntime }),
    ...(loss && { loss }),
    rounds,
  }));
}

/** Puts the results of a suite into their JSON form. */
export function reportOf(suite: string, results: readonly ComparisonResult[], environment: Environment): Report {
  return {
    suite,
    rows: results.flatMap(({ title, measured: { unit, ours, peers } }) =>
      ours === undefined ? [] : peers.map((peer) => rowOf(title, unit, ours, peer)),
    ),
    measurements: results.flatMap(measurementsOf),
    leftOut: results.flatMap(({ title: work, measured }) => measured.leftOut.map((left) => ({ work, ...left }))),
    disturbed: results
      .filter(({ measured }) => measured.disturbedRounds > 0)
      .map(({ title: work, measured: { disturbedRounds: rounds, disturbed: counted } }) => ({ work, rounds, counted })),
    environment,
  };
}
