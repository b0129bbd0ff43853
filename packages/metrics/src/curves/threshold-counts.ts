import type { Ranking } from './ranking.ts';
import type { SortedScores } from './score-order.ts';
import { ThresholdCursor } from './threshold-cursor.ts';

/** True and false positives at thresholds, from the highest down. */
export interface ThresholdCounts {
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  readonly thresholds: SortedScores;
}

/** Which thresholds stay. */
export interface ThresholdRule {
  /**
   * Which points between the first and the last are left out: `none`; those on a line of equal steps (`collinear`); those with
   * the true positives of both neighbours (`same-positives`).
   */
  readonly drop: 'none' | 'collinear' | 'same-positives';
  /** The point at threshold Infinity, where nothing is called positive: `absent`, put `before` the others, or the `first` of them. */
  readonly origin: 'absent' | 'before' | 'first';
}

/** Counts at the thresholds that a rule leaves; the walk is done twice, so that nothing larger than the result is held. */
export function thresholdCounts(ranking: Ranking, { drop, origin }: ThresholdRule): ThresholdCounts {
  const lead = origin === 'before' ? 1 : 0;
  const length = lead + walk(ranking, { drop, origin });
  const isSingle = [ranking.positive, ranking.negative].every(({ scores }) => scores instanceof Float32Array);
  const counts: ThresholdCounts = {
    truePositives: new Float64Array(length),
    falsePositives: new Float64Array(length),
    thresholds: isSingle ? new Float32Array(length) : new Float64Array(length),
  };
  if (lead === 1) counts.thresholds[0] = Number.POSITIVE_INFINITY;
  walk(ranking, { drop, origin }, { counts, at: lead });
  return counts;
}

/** Number of points that stay; they are written to `target`. */
function walk(
  ranking: Ranking,
  { drop, origin }: ThresholdRule,
  target?: { readonly counts: ThresholdCounts; readonly at: number },
): number {
  const cursor = new ThresholdCursor(ranking);
  if (origin !== 'first') cursor.next();
  let kept = 0;
  let [beforeTp, beforeFp] = [0, 0];
  for (let isFirst = true, isLast = false; !isLast; isFirst = false) {
    const { threshold, truePositives: tp, falsePositives: fp } = cursor;
    isLast = !cursor.next();
    const [nextTp, nextFp] = [cursor.truePositives, cursor.falsePositives];
    const stays =
      isFirst ||
      isLast ||
      drop === 'none' ||
      (drop === 'collinear'
        ? nextFp - fp - (fp - beforeFp) !== 0 || nextTp - tp - (tp - beforeTp) !== 0
        : tp !== beforeTp || nextTp !== tp);
    if (stays) {
      if (target !== undefined) write(target.counts, target.at + kept, { tp, fp, threshold });
      kept += 1;
    }
    [beforeTp, beforeFp] = [tp, fp];
  }
  return kept;
}

function write(
  { truePositives, falsePositives, thresholds }: ThresholdCounts,
  at: number,
  { tp, fp, threshold }: { readonly tp: number; readonly fp: number; readonly threshold: number },
): void {
  truePositives[at] = tp;
  falsePositives[at] = fp;
  thresholds[at] = threshold;
}
