import { formatClassificationReport, type MetricRecommendation } from '@cv/metrics';
import { confusionText } from '../terminal/confusion-text.ts';
import { formatCount } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';
import type { Evaluation } from './evaluation.ts';

const NAMES: Readonly<Record<string, string>> = {
  accuracy: 'accuracy',
  balancedAccuracy: 'balanced accuracy',
  precision: 'precision',
  recall: 'recall',
  specificity: 'specificity',
  f1: 'F1',
  matthewsCorrelation: 'Matthews correlation',
  top5Accuracy: 'top-5 accuracy',
  rocAuc: 'ROC AUC',
  averagePrecision: 'average precision (steps)',
  prAuc: 'PR-AUC (straight lines)',
  logLoss: 'log loss (lower is better)',
  brierScore: 'Brier score (lower is better)',
  calibrationError: 'calibration error (lower is better)',
};
const MOST_CLASSES = 20;

/** An evaluation for people. */
export function evaluationText(file: string, evaluation: Evaluation): string {
  const { count, classes, scores, report, confusion, recommendation } = evaluation;
  const baselines: Readonly<Record<string, number>> = { ...recommendation?.baselines };
  const best = recommendation === undefined ? [] : [recommendation.area, recommendation.score];
  const rows = Object.entries(scores).map(([name, value]) => [
    `${best.includes(name as 'f1') ? '*' : ' '} ${NAMES[name] ?? name}`,
    shown(value),
    baselines[name] === undefined ? '' : `guessing ${shown(baselines[name])}`,
  ]);
  const parts = [
    `${file}: ${formatCount(count)} samples, ${formatCount(classes.length)} classes${choiceText(evaluation)}`,
    textTable(rows, ['left', 'right', 'left']),
    ...(recommendation === undefined ? [] : [adviceText(recommendation)]),
    formatClassificationReport(report).trimEnd(),
    ...(classes.length > MOST_CLASSES ? [] : [confusionText(confusion.matrix, classes)]),
  ];
  return parts.join('\n\n');
}

function choiceText({ positive, threshold, thresholdFrom }: Evaluation): string {
  if (positive === undefined || threshold === undefined) return '; averages over the classes';
  const from = thresholdFrom === 'given' ? '' : ` (${thresholdFrom}, chosen on these samples: it flatters)`;
  return `; ${positive} is positive from ${Number(threshold.toPrecision(6))} on${from}`;
}

function adviceText({ area, score, reason }: MetricRecommendation): string {
  return `* look at ${NAMES[area]} and ${NAMES[score]}. ${reason}`;
}

function shown(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(4);
}
