import { MetricError } from '../metric-error.ts';
import { type BoundaryOptions, matchBoundaries, requireMask } from './match-boundaries.ts';
import { thinMask } from './thin-mask.ts';

/** How far detected and annotated boundaries of a picture agree; pixels. */
export interface BoundaryCounts {
  /** Detected pixels, after thinning. */
  readonly detected: number;
  /** Those of them that at least one annotator has too. */
  readonly detectedMatched: number;
  /** Annotated pixels, of all annotators together. */
  readonly annotated: number;
  /** Those of them that were detected. */
  readonly annotatedMatched: number;
}

/**
 * Compares detected boundaries with those that people drew: the detected mask is thinned, then paired with each annotation by
 * `matchBoundaries`. Precision is `detectedMatched / detected`, recall `annotatedMatched / annotated`; `boundaryScores` sums up.
 *
 * @param detected mask, row after row: not 0 at boundaries, `[height * width]`
 * @param annotations a mask of the same size for each annotator, at least one; used as they are
 * @throws {MetricError} when sizes do not fit, or there is no annotation
 * @source evaluation_bdry_image of the BSDS500 benchmark (Arbelaez, Maire, Fowlkes, Malik 2011)
 * @example
 * ```ts
 * const found = [0, 1, 0, 0, 1, 0, 0, 1, 0];
 * const drawn = [1, 0, 0, 1, 0, 0, 1, 0, 0];
 * boundaryCounts(found, [drawn], { width: 3, height: 3, maxDistance: 0.3 }).detectedMatched; // 3
 * ```
 */
export function boundaryCounts(
  detected: ArrayLike<number>,
  annotations: readonly ArrayLike<number>[],
  options: BoundaryOptions,
): BoundaryCounts {
  requireMask('boundaryCounts', detected, options);
  if (annotations.length === 0) throw new MetricError('boundaryCounts: expects at least one annotation, received none');
  const thin = thinMask(detected, options.width, options.height);
  const matched = new Uint8Array(thin.length);
  let [annotated, annotatedMatched] = [0, 0];
  for (const annotation of annotations) {
    const { first, count } = matchBoundaries(thin, annotation, options);
    first.forEach((partner, i) => {
      if (partner >= 0) matched[i] = 1;
    });
    for (let i = 0; i < annotation.length; i++) annotated += Number(annotation[i] !== 0);
    annotatedMatched += count;
  }
  const sum = (mask: Uint8Array): number => mask.reduce((total, bit) => total + bit, 0);
  return { detected: sum(thin), detectedMatched: sum(matched), annotated, annotatedMatched };
}
