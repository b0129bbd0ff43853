import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  bestThreshold,
  brierScore,
  classificationReport,
  confusionMatrix,
  expectedCalibrationError,
  f1,
  type Label,
  logLoss,
  matthewsCorrelation,
  precision,
  recall,
  recommendMetrics,
  ScoreRanking,
  specificity,
} from '@cv/metrics';
import type { Evaluation } from './evaluation.ts';
import type { ThresholdChoice } from './threshold-option.ts';

/** Scores of one class against the rest. */
export interface BinaryScores {
  readonly labels: readonly Label[];
  readonly positive: Label;
  readonly scores: Float64Array;
}

/** Judges scores of two classes, and the decisions at a threshold. */
export function evaluateBinary(
  { labels, positive, scores }: BinaryScores,
  choice: ThresholdChoice | undefined,
): Evaluation {
  const yTrue = Uint8Array.from(labels, (label) => (label === positive ? 1 : 0));
  const others = [...new Set(labels)].filter((label) => label !== positive);
  const names = [others.length === 1 ? String(others[0]) : `not ${positive}`, String(positive)];
  const isProbability = scores.every((score) => score >= 0 && score <= 1);
  const { threshold, from } = chosen(yTrue, scores, choice ?? (isProbability ? 0.5 : 0));
  const yPred = Uint8Array.from(scores, (score) => (score >= threshold ? 1 : 0));
  const ranking = new ScoreRanking(yTrue, scores);
  const both = { labels: [0, 1] };
  const isBoth = new Set(yTrue).size === 2;
  return {
    count: labels.length,
    classes: names,
    positive: names[1]!,
    threshold,
    thresholdFrom: from,
    scores: {
      accuracy: accuracy(yTrue, yPred),
      balancedAccuracy: balancedAccuracy(yTrue, yPred),
      precision: precision(yTrue, yPred, both),
      recall: recall(yTrue, yPred, both),
      specificity: specificity(yTrue, yPred, both),
      f1: f1(yTrue, yPred, both),
      matthewsCorrelation: matthewsCorrelation(yTrue, yPred),
      rocAuc: ranking.rocAuc(),
      averagePrecision: averagePrecision(yTrue, scores),
      prAuc: ranking.prAuc(),
      ...(isProbability &&
        isBoth && {
          logLoss: logLoss(yTrue, scores),
          brierScore: brierScore(yTrue, scores),
          calibrationError: expectedCalibrationError(yTrue, scores),
        }),
    },
    report: classificationReport(yTrue, yPred, { ...both, names }),
    confusion: confusionMatrix(yTrue, yPred, both),
    ...(isBoth && { recommendation: recommendMetrics(yTrue, { posLabel: 1 }) }),
    ranked: [{ name: names[1]!, ranking }],
    isProbability,
  };
}

function chosen(
  yTrue: Uint8Array,
  scores: Float64Array,
  choice: ThresholdChoice,
): { readonly threshold: number; readonly from: string } {
  if (typeof choice === 'number') return { threshold: choice, from: 'given' };
  return { threshold: bestThreshold(yTrue, scores, { criterion: choice.best }).threshold, from: choice.text };
}
