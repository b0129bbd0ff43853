import { MetricError } from '../metric-error.ts';
import type { ClassificationReport, ReportScores } from './classification-report.ts';
import { fixedPoint } from './fixed-point.ts';

/**
 * A classification report as the table that scikit-learn prints.
 *
 * @param report what `classificationReport` gave; in all its numbers but the support, higher is better
 * @param options.digits digits behind the point, 0..20. Default 2
 * @throws MetricError when `digits` is out of range
 * @source sklearn.metrics.classification_report, the same text; weights that sum to a whole number are written without ".0"
 * @example
 * ```ts
 * const text = formatClassificationReport(classificationReport([0, 1, 1], [0, 1, 0]), { digits: 3 });
 * text.split('\n')[2]; // '           0      0.500     1.000     0.667         1'
 * ```
 */
export function formatClassificationReport(
  report: ClassificationReport,
  { digits = 2 }: { readonly digits?: number | undefined } = {},
): string {
  if (!Number.isInteger(digits) || digits < 0 || digits > 20) {
    throw new MetricError(`formatClassificationReport: digits is ${digits}; expected a whole number, 0..20`);
  }
  const { classes, accuracy, microAverage, macroAverage, weightedAverage, samplesAverage } = report;
  const width = Math.max(...classes.map(({ name }) => name.length), 'weighted avg'.length, digits);
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padStart(width)} ${cells.map((cell) => ` ${cell.padStart(9)}`).join('')}\n`;
  const row = (name: string, { precision, recall, f1, support }: ReportScores): string =>
    line(name, [...[precision, recall, f1].map((score) => fixedPoint(score, digits)), String(support)]);
  const average = (name: string, scores: ReportScores | undefined): string => (scores ? row(name, scores) : '');
  const accuracyRow =
    accuracy === undefined
      ? ''
      : line('accuracy', ['', '', fixedPoint(accuracy, digits), String(macroAverage.support)]);
  return [
    `${line('', ['precision', 'recall', 'f1-score', 'support'])}\n`,
    ...classes.map((one) => row(one.name, one)),
    '\n',
    accuracyRow,
    average('micro avg', microAverage),
    average('macro avg', macroAverage),
    average('weighted avg', weightedAverage),
    average('samples avg', samplesAverage),
  ].join('');
}
