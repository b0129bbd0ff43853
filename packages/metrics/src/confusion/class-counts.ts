import { type Indicators, requireIndicators } from '../inputs/indicators.ts';
import { distinctLabels, indexOfLabels, type Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights } from '../inputs/sample-weight.ts';
import { isMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';

/** One class for each sample, `[N]`, or several as 0 and 1, `[N][K]`. */
export type Targets = ArrayLike<Label> | Indicators;

/** Weight of the samples by class (or, of several classes a sample, of the classes by sample). */
export interface ClassCounts {
  /** Predicted and true. */
  readonly truePositives: Float64Array;
  /** Predicted. */
  readonly predicted: Float64Array;
  /** True. */
  readonly actual: Float64Array;
  /** Not true. */
  readonly negatives: Float64Array;
}

/** What is counted. */
export interface CountOptions {
  readonly labels?: readonly Label[] | undefined;
  readonly sampleWeight?: ArrayLike<number> | undefined;
  /** Count by sample instead of by class. */
  readonly by?: 'class' | 'sample';
}

/**
 * Counts of each class against all others.
 *
 * @param options.labels classes to count; all that occur, sorted, by default; columns for several classes a sample
 * @throws MetricError for lists of different length, no samples, mixed kinds of targets or bad weights
 * @source sklearn.metrics.multilabel_confusion_matrix
 */
export function classCounts(where: string, yTrue: Targets, yPred: Targets, options: CountOptions = {}): ClassCounts {
  requireSamples(where, { yTrue, yPred, sampleWeight: options.sampleWeight });
  requireWeights(where, options.sampleWeight);
  if (isMatrix(yTrue) && isMatrix(yPred)) return indicatorCounts(where, yTrue, yPred, options);
  if (isMatrix(yTrue) || isMatrix(yPred)) {
    throw new MetricError(`${where}: one of yTrue and yPred has one class for each sample, the other several`);
  }
  if (options.by === 'sample') {
    throw new MetricError(`${where}: average 'samples' is for several classes a sample; yTrue has one for each`);
  }
  return labelCounts(where, yTrue, yPred, options);
}

function emptyCounts(length: number): ClassCounts {
  const zeros = (): Float64Array => new Float64Array(length);
  return { truePositives: zeros(), predicted: zeros(), actual: zeros(), negatives: zeros() };
}

function labelCounts(
  where: string,
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { labels, sampleWeight }: CountOptions,
): ClassCounts {
  const present = distinctLabels(where, { yTrue, yPred });
  const index = indexOfLabels(where, labels ?? present);
  const counts = emptyCounts(index.size);
  let total = 0;
  for (let i = 0; i < yTrue.length; i++) {
    const weight = sampleWeight === undefined ? 1 : sampleWeight[i]!;
    total += weight;
    const [actual, predicted] = [index.get(yTrue[i]!), index.get(yPred[i]!)];
    if (actual !== undefined) counts.actual[actual]! += weight;
    if (predicted !== undefined) counts.predicted[predicted]! += weight;
    if (actual !== undefined && actual === predicted) counts.truePositives[actual]! += weight;
  }
  for (let k = 0; k < index.size; k++) counts.negatives[k] = total - counts.actual[k]!;
  return counts;
}

function indicatorCounts(
  where: string,
  yTrue: Indicators,
  yPred: Indicators,
  { labels, sampleWeight, by = 'class' }: CountOptions,
): ClassCounts {
  const columns = requireIndicators(where, 'yTrue', yTrue);
  if (requireIndicators(where, 'yPred', yPred) !== columns) {
    throw new MetricError(`${where}: yTrue has ${columns} columns, yPred ${yPred[0]!.length}`);
  }
  const chosen = labels === undefined ? Array.from({ length: columns }, (_, k) => k) : chosenColumns(labels);
  const counts = emptyCounts(by === 'class' ? chosen.length : yTrue.length);
  for (let i = 0; i < yTrue.length; i++) {
    const weight = sampleWeight === undefined ? 1 : sampleWeight[i]!;
    chosen.forEach((column, k) => {
      const cell = by === 'class' ? k : i;
      const [actual, predicted] = [yTrue[i]![column]!, yPred[i]![column]!];
      counts.actual[cell]! += actual * weight;
      counts.predicted[cell]! += predicted * weight;
      counts.truePositives[cell]! += actual * predicted * weight;
      counts.negatives[cell]! += (1 - actual) * weight;
    });
  }
  return counts;

  function chosenColumns(wanted: readonly Label[]): number[] {
    return [...indexOfLabels(where, wanted).keys()].map((label) => {
      if (typeof label === 'number' && Number.isInteger(label) && label >= 0 && label < columns) return label;
      throw new MetricError(`${where}: label ${String(label)} is no column; expected 0..${columns - 1}`);
    });
  }
}
