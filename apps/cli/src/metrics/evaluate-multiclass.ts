import {
  accuracy,
  balancedAccuracy,
  classificationReport,
  confusionMatrix,
  f1,
  type Label,
  logLoss,
  matthewsCorrelation,
  precision,
  recall,
  recommendMetrics,
  ScoreRanking,
  topKAccuracy,
} from '@cv/metrics';
import type { Evaluation, RankedClass } from './evaluation.ts';
import type { ScoreTable } from './score-table.ts';

/** How far the probabilities of a row may be from 1 together. */
const ROUNDING = 1e-4;

/** Judges the scores of several classes: the greatest is the answer; areas are means of each class against the rest. */
export function evaluateMulticlass({ labels, classes, scores }: ScoreTable): Evaluation {
  const values: Label[] = typeof labels[0] === 'number' ? classes.map(Number) : [...classes];
  const yPred = labels.map((_, i) => values[greatest(scores, i)]!);
  const rows = labels.map((_, i) => scores.map((column) => column[i]!));
  const isProbability = rows.every(isDistribution);
  const ranked = classes.flatMap((name, k): RankedClass[] => {
    const yTrue = Uint8Array.from(labels, (label) => (label === values[k] ? 1 : 0));
    // A class that does not occur, or alone, has no curve.
    return new Set(yTrue).size < 2 ? [] : [{ name, ranking: new ScoreRanking(yTrue, scores[k]!) }];
  });
  const mean = (value: (ranking: ScoreRanking) => number): number =>
    ranked.reduce((sum, { ranking }) => sum + value(ranking), 0) / ranked.length;
  const all = { labels: values };
  const macro = { ...all, average: 'macro' } as const;
  return {
    count: labels.length,
    classes,
    scores: {
      accuracy: accuracy(labels, yPred),
      balancedAccuracy: balancedAccuracy(labels, yPred),
      precision: precision(labels, yPred, macro),
      recall: recall(labels, yPred, macro),
      f1: f1(labels, yPred, macro),
      matthewsCorrelation: matthewsCorrelation(labels, yPred),
      ...(classes.length > 5 && { top5Accuracy: topKAccuracy(labels, rows, { k: 5, ...all }) }),
      rocAuc: mean((ranking) => ranking.rocAuc()),
      averagePrecision: mean((ranking) => ranking.averagePrecision()),
      prAuc: mean((ranking) => ranking.prAuc()),
      ...(isProbability && { logLoss: logLoss(labels, rows.map(normalized), all) }),
    },
    report: classificationReport(labels, yPred, { ...all, names: classes }),
    confusion: confusionMatrix(labels, yPred, all),
    ...(new Set(labels).size > 1 && { recommendation: recommendMetrics(labels) }),
    ranked,
    isProbability,
  };
}

/** Of equal ones the first. */
function greatest(scores: readonly Float64Array[], row: number): number {
  let best = 0;
  for (let k = 1; k < scores.length; k++) if (scores[k]![row]! > scores[best]![row]!) best = k;
  return best;
}

const sumOf = (row: readonly number[]): number => row.reduce((sum, value) => sum + value, 0);

function isDistribution(row: readonly number[]): boolean {
  return row.every((value) => value >= 0) && Math.abs(sumOf(row) - 1) <= ROUNDING;
}

/** Printed probabilities are rounded. */
function normalized(row: readonly number[]): number[] {
  const sum = sumOf(row);
  return row.map((value) => value / sum);
}
