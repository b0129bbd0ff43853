import type { ContestantSource, PeerKey } from '../contestants/contestant.ts';
import type { Contestants } from '../contestants/contestants.ts';
import { type Comparison, comparisonTitle, type Suite } from '../suites/suite.ts';
import { measureRestarted } from './measure-restarted.ts';
import type { Match, MeasureSettings } from './measure-settings.ts';
import { measureTime } from './measure-time.ts';
import type { Measured } from './measured.ts';

/** A comparison that was run. */
export interface ComparisonResult {
  readonly title: string;
  readonly measured: Measured;
}

/** Options of {@link runSuite}. */
export interface RunSuiteOptions extends MeasureSettings {
  readonly contestants: Contestants;
  /** Only comparisons whose title contains this text. */
  readonly filter?: string;
  /** Only these peers. */
  readonly peers?: readonly PeerKey[];
  readonly onResult?: (result: ComparisonResult) => void;
}

/** The comparisons of a suite whose title contains the filter. */
export function selected({ comparisons }: Suite, filter = ''): readonly Comparison[] {
  return comparisons.filter((comparison) => comparisonTitle(comparison).includes(filter));
}

async function measure(
  { measure, ...match }: Match & Pick<Comparison, 'measure'>,
  settings: MeasureSettings,
): Promise<Measured> {
  try {
    return await (measure === 'time' ? measureTime(match, settings) : measureRestarted(measure, match, settings));
  } catch (error) {
    // A contestant that fails after it could do the work spoils its comparison, not the others.
    const reason = error instanceof Error ? error.message : String(error);
    const leftOut = [{ name: 'the comparison', reason }];
    return { unit: 'ms', ours: undefined, peers: [], leftOut, disturbedRounds: 0, disturbed: false };
  }
}

function oursFor({ work, where }: Comparison, contestants: Contestants): ContestantSource {
  if (work.task === 'evaluation') return contestants.oursOnScores;
  if (work.task === 'image') return contestants.oursOnImages;
  return where === 'browser' ? contestants.oursInBrowser : contestants.ours;
}

/** Runs the comparisons of a suite, one after the other. */
export async function runSuite(suite: Suite, options: RunSuiteOptions): Promise<ComparisonResult[]> {
  const { contestants, filter, peers: wanted, onResult, onProgress } = options;
  const results: ComparisonResult[] = [];
  for (const comparison of selected(suite, filter)) {
    const title = comparisonTitle(comparison);
    const keys = comparison.peers.filter((key) => wanted === undefined || wanted.includes(key));
    const ours = oursFor(comparison, contestants);
    const match = { ...comparison, ours, peers: keys.map((key) => contestants.peers[key]) };
    const measured = await measure(match, { ...options, onProgress: (what) => onProgress(`${title}: ${what}`) });
    const result = { title, measured };
    results.push(result);
    onResult?.(result);
  }
  return results;
}
