import type { Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import { randIndex } from './rand-index.ts';
import { segmentationCovering } from './segmentation-covering.ts';
import { variationOfInformation } from './variation-of-information.ts';

/** How well regions agree with those of several people, each the mean over them. */
export interface RegionAgreement {
  /** Segmentation covering of what people drew; higher is better, 0..1. */
  readonly covering: number;
  /** Probabilistic Rand index; higher is better, 0..1. */
  readonly probabilisticRandIndex: number;
  /** In bits; lower is better. */
  readonly variationOfInformation: number;
}

/**
 * Compares the regions of a picture with those that several people drew: the three scores of regions of the BSDS500 benchmark, the other half of its scores of
 * boundaries (`boundaryCounts`). Means over pictures are those of the benchmark.
 *
 * @param predicted regions, `[height * width]`, row after row; labels only tell them apart
 * @param annotations true regions of the same size for each annotator, at least one
 * @throws {MetricError} when there is no annotation or sizes differ
 * @source Arbelaez, Maire, Fowlkes, Malik 2011: Contour detection and hierarchical image segmentation, section 3.1; Unnikrishnan, Pantofaru, Hebert 2007:
 *   Toward objective evaluation of image segmentation algorithms (probabilistic Rand index)
 * @example
 * ```ts
 * regionAgreement([0, 0, 1, 1], [[5, 5, 6, 6], [0, 0, 0, 1]]).covering; // 0.8125
 * ```
 */
export function regionAgreement(
  predicted: ArrayLike<Label>,
  annotations: readonly ArrayLike<Label>[],
): RegionAgreement {
  if (annotations.length === 0)
    throw new MetricError('regionAgreement: expects at least one annotation, received none');
  const mean = (score: (annotation: ArrayLike<Label>) => number): number =>
    annotations.reduce((sum, annotation) => sum + score(annotation), 0) / annotations.length;
  return {
    covering: mean((annotation) => segmentationCovering(annotation, predicted)),
    probabilisticRandIndex: mean((annotation) => randIndex(annotation, predicted)),
    variationOfInformation: mean((annotation) => variationOfInformation(annotation, predicted).total),
  };
}
