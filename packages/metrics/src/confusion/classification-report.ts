import { distinctLabels, type Label } from '../inputs/labels.ts';
import type { WeightOptions } from '../inputs/sample-weight.ts';
import { isMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import type { Average } from '../scores/averaged-score.ts';
import { f1 } from '../scores/f1.ts';
import { precision } from '../scores/precision.ts';
import { recall } from '../scores/recall.ts';
import { classCounts, type Targets } from './class-counts.ts';

/** Precision, recall and F1 of one class, or averaged; `support` is the weight of the true samples. */
export interface ReportScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly support: number;
}

/** Scores class by class and averaged; plain data. */
export interface ClassificationReport {
  readonly classes: readonly ({ readonly label: Label; readonly name: string } & ReportScores)[];
  /** Share of right predictions; not there when `labels` leaves out a class, or for several classes a sample. */
  readonly accuracy?: number;
  /** There in the place of `accuracy`. */
  readonly microAverage?: ReportScores;
  readonly macroAverage: ReportScores;
  readonly weightedAverage: ReportScores;
  /** For several classes a sample. */
  readonly samplesAverage?: ReportScores;
}

/** Options of {@link classificationReport}. */
export interface ClassificationReportOptions extends WeightOptions {
  /** Classes to report, in this order; all that occur, sorted, by default. */
  readonly labels?: readonly Label[] | undefined;
  /** Names of the classes, in their order; the labels themselves by default. */
  readonly names?: readonly string[] | undefined;
  /** The score where it would be 0 / 0: 0 (the default), 1 or NaN. */
  readonly zeroDivision?: number | undefined;
}

/**
 * Precision, recall, F1 and support of every class, with their averages. Higher is better, 0..1.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yPred predicted labels, likewise
 * @returns plain data; `formatClassificationReport` makes scikit-learn's table of it
 * @throws MetricError for no samples, lists of different length, bad weights, or as many names as there are not classes
 * @source sklearn.metrics.classification_report with `output_dict`; classes are a list here, so that none can be called "accuracy"
 * @example
 * ```ts
 * const report = classificationReport(['cat', 'dog', 'dog'], ['cat', 'cat', 'dog']);
 * report.macroAverage.recall; // 0.75
 * ```
 */
export function classificationReport(
  yTrue: Targets,
  yPred: Targets,
  { labels, names, sampleWeight, zeroDivision }: ClassificationReportOptions = {},
): ClassificationReport {
  const { actual } = classCounts('classificationReport', yTrue, yPred, { labels, sampleWeight });
  const present = isMatrix(yTrue)
    ? Array.from({ length: yTrue[0]!.length }, (_, k) => k)
    : distinctLabels('classificationReport', { yTrue, yPred: yPred as ArrayLike<Label> }); // classCounts refuses a mixture
  const classes = labels ?? present;
  if (names !== undefined && names.length !== classes.length) {
    throw new MetricError(`classificationReport: ${names.length} names for ${classes.length} classes`);
  }
  const scores = <A extends Average | null>(average: A) => {
    const options = { labels, sampleWeight, zeroDivision, average };
    return [precision(yTrue, yPred, options), recall(yTrue, yPred, options), f1(yTrue, yPred, options)] as const;
  };
  const support = actual.reduce((sum, value) => sum + value, 0);
  const averaged = (average: Average): ReportScores => {
    const [p, r, f] = scores(average);
    return { precision: p, recall: r, f1: f, support };
  };
  const [p, r, f] = scores(null);
  const isAccuracy = !isMatrix(yTrue) && present.every((label) => classes.includes(label));
  return {
    classes: classes.map((label, k) => ({
      label,
      name: names?.[k] ?? String(label),
      precision: p[k]!,
      recall: r[k]!,
      f1: f[k]!,
      support: actual[k]!,
    })),
    ...(isAccuracy ? { accuracy: averaged('micro').f1 } : { microAverage: averaged('micro') }),
    macroAverage: averaged('macro'),
    weightedAverage: averaged('weighted'),
    ...(isMatrix(yTrue) && { samplesAverage: averaged('samples') }),
  };
}
