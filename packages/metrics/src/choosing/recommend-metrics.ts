import { distinctLabels, type Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';
import { type Baselines, baselinesOf } from './baselines.ts';

/** What to look at, and why. */
export interface MetricRecommendation {
  readonly task: 'binary' | 'multiclass';
  /** Classes with their share, sorted by label. */
  readonly classes: readonly { readonly label: Label; readonly count: number; readonly share: number }[];
  /** The largest class against the smallest. */
  readonly imbalance: number;
  readonly balance: 'balanced' | 'unbalanced';
  /** The class to call positive: the rarer one; of equally frequent ones the greater. Of several classes, none. */
  readonly posLabel?: Label;
  /** Curve to draw, of several classes one for each against the rest. */
  readonly curve: 'roc' | 'precision-recall';
  /** Number for the quality of scores, over all thresholds. */
  readonly area: 'rocAuc' | 'averagePrecision';
  /** Number for the quality of decisions. */
  readonly score: 'accuracy' | 'f1';
  /** How to average over several classes; `binary` for two. */
  readonly average: 'binary' | 'macro';
  /** What a model gets that knows nothing but how frequent the classes are. */
  readonly baselines: Baselines;
  /** The reason, two or three sentences. */
  readonly reason: string;
}

/** From four to one on, that is, with a minority below 20 %. */
const UNBALANCED = 4;

/**
 * Says from the balance of the classes which curve and which single number to look at: ROC, its area and accuracy for balanced ones,
 * precision-recall, average precision and F1 for unbalanced ones.
 *
 * Classes are unbalanced when the largest is more than four times the smallest: a minority below 20 % of two classes.
 *
 * @param yTrue true labels of the data that will be judged on, `[N]`
 * @param options.posLabel the class that is looked for, if it is not the rarer one
 * @returns plain data, with the baseline of each metric, from which on higher is better (lower, for logLoss and brierScore)
 * @throws MetricError for no samples, one class only, or a `posLabel` that does not occur
 * @source Saito and Rehmsmeier, "The precision-recall plot is more informative than the ROC plot when evaluating binary classifiers
 *   on imbalanced datasets", 2015; the limit is that of Google's course on imbalanced data sets (mild from 20 to 40 %)
 * @example
 * ```ts
 * const labels = [...Array(95).fill('healthy'), ...Array(5).fill('ill')];
 * const { curve, area, posLabel, baselines } = recommendMetrics(labels);
 * area; // 'averagePrecision'
 * posLabel; // 'ill'
 * baselines.accuracy; // 0.95
 * ```
 */
export function recommendMetrics(
  yTrue: ArrayLike<Label>,
  options: { readonly posLabel?: Label | undefined } = {},
): MetricRecommendation {
  requireSamples('recommendMetrics', { yTrue });
  const classes = shares(yTrue);
  if (classes.length === 1) {
    throw new MetricError(
      `recommendMetrics: only the class ${JSON.stringify(classes[0]!.label)}; expected two or more`,
    );
  }
  const counts = classes.map(({ count }) => count);
  const imbalance = Math.max(...counts) / Math.min(...counts);
  const isBalanced = imbalance <= UNBALANCED;
  const positive = positiveClass(classes, options.posLabel);
  const common = {
    classes,
    imbalance,
    balance: isBalanced ? 'balanced' : 'unbalanced',
    curve: isBalanced ? 'roc' : 'precision-recall',
    area: isBalanced ? 'rocAuc' : 'averagePrecision',
    score: isBalanced ? 'accuracy' : 'f1',
    baselines: baselinesOf(classes, positive),
  } as const;
  const reason = reasonOf(common, positive);
  return positive === undefined
    ? { task: 'multiclass', average: 'macro', ...common, reason }
    : { task: 'binary', average: 'binary', posLabel: positive.label, ...common, reason };
}

type ClassShare = MetricRecommendation['classes'][number];

function shares(yTrue: ArrayLike<Label>): ClassShare[] {
  const counts = new Map<Label, number>(distinctLabels('recommendMetrics', { yTrue }).map((label) => [label, 0]));
  for (let i = 0; i < yTrue.length; i++) counts.set(yTrue[i]!, counts.get(yTrue[i]!)! + 1);
  return [...counts].map(([label, count]) => ({ label, count, share: count / yTrue.length }));
}

function positiveClass(classes: readonly ClassShare[], posLabel: Label | undefined): ClassShare | undefined {
  const given = classes.find(({ label }) => label === posLabel);
  if (posLabel !== undefined && given === undefined) {
    throw new MetricError(`recommendMetrics: posLabel ${JSON.stringify(posLabel)} does not occur in yTrue`);
  }
  if (classes.length > 2) return undefined;
  const [lesser, greater] = classes as [ClassShare, ClassShare];
  return given ?? (lesser.count < greater.count ? lesser : greater);
}

function reasonOf(
  {
    classes,
    imbalance,
    balance,
    baselines,
  }: Pick<MetricRecommendation, 'classes' | 'imbalance' | 'balance' | 'baselines'>,
  positive: ClassShare | undefined,
): string {
  const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
  const ratio = `the largest class is ${Number(imbalance.toPrecision(3))} times the smallest`;
  if (balance === 'balanced') {
    return `Balanced: ${ratio}. No class outweighs the others, so accuracy is fair (always guessing the most frequent class gives ${percent(baselines.accuracy)}) and the ROC curve shows every trade-off (guessing: area 0.5).`;
  }
  const much = `Unbalanced: ${ratio}. Always guessing the most frequent class already gives an accuracy of ${percent(baselines.accuracy)}`;
  return positive === undefined
    ? `${much}. The mean over the ${classes.length} classes (macro) counts rare ones as much as frequent ones; precision-recall curves of each class against the rest show how many false alarms a rare class costs (guessing: a mean area of ${percent(baselines.averagePrecision)}).`
    : `${much}, and a ROC curve looks good while most alarms are false. Precision and recall of ${JSON.stringify(positive.label)} (${percent(positive.share)}) say how many alarms are right and how many cases are found (guessing: an area of ${percent(baselines.averagePrecision)}).`;
}
