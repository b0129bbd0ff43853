import { confusionMatrix } from '../confusion/confusion-matrix.ts';
import { distinctLabels, indexOfLabels, type Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { MetricError } from '../metric-error.ts';

/** Overlap of a class; NaN where nothing is divided by nothing. */
export interface ClassOverlap {
  readonly label: Label;
  /** Intersection over union, tp / (tp + fp + fn). */
  readonly iou: number;
  /** 2 tp / (2 tp + fp + fn): the F1 score of its pixels. */
  readonly dice: number;
  /** Share of its true pixels that were found, tp / (tp + fn). */
  readonly accuracy: number;
  /** Its true pixels. */
  readonly pixels: number;
}

/** How well label maps agree; higher is better, 0..1. */
export interface SegmentationScores {
  readonly classes: readonly ClassOverlap[];
  /** Mean over the classes that occur. */
  readonly meanIou: number;
  /** Mean over the classes that occur. */
  readonly meanDice: number;
  /** Mean over the classes that have true pixels. */
  readonly meanAccuracy: number;
  /** IoU, weighted by the true pixels. */
  readonly frequencyWeightedIou: number;
  /** Share of pixels that are right. */
  readonly pixelAccuracy: number;
}

/** Options of {@link segmentationScores}. */
export interface SegmentationOptions {
  /** Classes to score, in this order; all that occur, sorted, by default. */
  readonly labels?: readonly Label[] | undefined;
  /** True label of pixels that do not count, such as 255 for borders. */
  readonly ignoreLabel?: Label | undefined;
}

/**
 * IoU and Dice of every class of a semantic segmentation, IoU = tp / (tp + fp + fn), with their means. Higher is better, 0..1. A
 * class that is neither there nor predicted has NaN and counts in no mean.
 *
 * @param yTrue true classes of the pixels, `[N]`; label maps row after row, several ones after another
 * @param yPred predicted classes, `[N]`
 * @throws MetricError for no samples, lists of different length, labels that are neither whole numbers nor names, or `labels` that
 *   are empty or have one twice
 * @source sklearn.metrics.jaccard_score and f1_score, class by class (there 0 for a class that does not occur); means as in Long et
 *   al., "Fully convolutional networks for semantic segmentation", 2015
 * @example
 * ```ts
 * const { classes, meanIou } = segmentationScores([0, 0, 1, 255], [0, 1, 1, 1], { ignoreLabel: 255 });
 * classes[0]!.iou; // 0.5
 * classes[1]!.dice; // 2 / 3
 * meanIou; // 0.5
 * ```
 */
export function segmentationScores(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { labels, ignoreLabel }: SegmentationOptions = {},
): SegmentationScores {
  requireSamples('segmentationScores', { yTrue, yPred });
  const present = distinctLabels('segmentationScores', { yTrue, yPred });
  if (labels !== undefined) indexOfLabels('segmentationScores', labels);
  const { matrix } = confusionMatrix(yTrue, yPred, { labels: present });
  const counted = present.flatMap((label, i) => (label === ignoreLabel ? [] : [i]));
  const classes = (labels ?? present.filter((label) => label !== ignoreLabel)).map((label) =>
    overlap(label, present.indexOf(label), { matrix, counted }),
  );
  const isThere = classes.filter(({ iou }) => !Number.isNaN(iou));
  const isTrue = classes.filter(({ pixels }) => pixels > 0);
  const pixels = classes.reduce((sum, one) => sum + one.pixels, 0);
  const total = counted.reduce((sum, i) => sum + matrix[i]!.reduce((row, n) => row + n, 0), 0);
  if (total === 0) throw new MetricError('segmentationScores: all pixels are ignored; expected one that is not');
  return {
    classes,
    meanIou: mean(isThere.map(({ iou }) => iou)),
    meanDice: mean(isThere.map(({ dice }) => dice)),
    meanAccuracy: mean(isTrue.map(({ accuracy }) => accuracy)),
    frequencyWeightedIou: isTrue.reduce((sum, one) => sum + one.iou * one.pixels, 0) / pixels,
    pixelAccuracy: counted.reduce((sum, i) => sum + matrix[i]![i]!, 0) / total,
  };
}

/** Rows of ignored pixels count nowhere; what was predicted for counted ones, does. */
function overlap(
  label: Label,
  index: number,
  { matrix, counted }: { readonly matrix: readonly (readonly number[])[]; readonly counted: readonly number[] },
): ClassOverlap {
  const isCounted = counted.includes(index);
  const tp = isCounted ? matrix[index]![index]! : 0;
  const pixels = isCounted ? matrix[index]!.reduce((sum, n) => sum + n, 0) : 0;
  const predicted = index < 0 ? 0 : counted.reduce((sum, i) => sum + matrix[i]![index]!, 0);
  return {
    label,
    iou: tp / (pixels + predicted - tp),
    dice: (2 * tp) / (pixels + predicted),
    accuracy: tp / pixels,
    pixels,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
