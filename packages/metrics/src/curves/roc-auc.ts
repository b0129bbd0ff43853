import type { Indicators } from '../inputs/indicators.ts';
import { distinctLabels, type Label } from '../inputs/labels.ts';
import type { PositiveOptions } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { isMatrix, type ScoreMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { rocArea } from './areas.ts';
import { type AreaAverage, type AreaOptions, averagedArea, classIndicators } from './averaged-area.ts';
import { oneVersusOne } from './one-versus-one.ts';
import { rank } from './ranking.ts';

/** Options of {@link rocAuc}. */
export interface RocAucOptions<A extends AreaAverage | null = AreaAverage> extends AreaOptions<A>, PositiveOptions {
  /** Only false positive rates up to this count, in (0, 1]; the area is standardised after McClish: 0.5 is guessing. */
  readonly maxFpr?: number | undefined;
  /** With more than two classes: each against the rest (`ovr`) or each pair (`ovo`, Hand and Till). No default. */
  readonly multiClass?: 'ovr' | 'ovo' | undefined;
}

/**
 * Area under the ROC curve: the probability that a random positive scores above a random negative, ties counting half:
 * (#{s+ > s-} + #{s+ = s-} / 2) / (P N). Higher is better, 0..1; 0.5 is guessing, whatever the balance of the classes.
 *
 * @param yTrue true labels, `[N]`, or 0 and 1 for several classes a sample, `[N][K]`
 * @param yScore scores of the positive class, `[N]`, any finite numbers (that of the greater label without `posLabel`); or of all
 *   classes, `[N][K]`, for one class a sample probabilities that sum to 1
 * @returns NaN where only one class occurs; a list, one for each class, with `average: null`
 * @throws MetricError for no samples, scores that are not finite, more than two classes without a column each or without
 *   `multiClass`, `maxFpr` outside (0, 1] or with several columns, weights with `ovo`
 * @source sklearn.metrics.roc_auc_score; Hanley and McNeil 1982; McClish 1989 (partial); Hand and Till 2001 (ovo)
 * @example
 * ```ts
 * rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]); // 0.75
 * const probabilities = [[0.8, 0.1, 0.1], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7], [0.5, 0.15, 0.35]];
 * rocAuc(['a', 'b', 'c', 'b'], probabilities, { multiClass: 'ovr' }); // 11 / 12
 * ```
 */
export function rocAuc<A extends AreaAverage | null = 'macro'>(
  yTrue: ArrayLike<Label> | Indicators,
  yScore: ArrayLike<number> | ScoreMatrix,
  options: RocAucOptions<A> = {},
): A extends null ? number[] : number {
  // The type of the result follows from `average`, which the functions below look at.
  return areaOf(yTrue, yScore, options) as A extends null ? number[] : number;
}

function areaOf(
  yTrue: ArrayLike<Label> | Indicators,
  yScore: ArrayLike<number> | ScoreMatrix,
  { maxFpr = 1, multiClass, average = 'macro', labels, posLabel, sampleWeight }: RocAucOptions<AreaAverage | null>,
): number | number[] {
  requireSamples('rocAuc', { yTrue, yScore, sampleWeight });
  if (!(maxFpr > 0 && maxFpr <= 1)) throw new MetricError(`rocAuc: maxFpr is ${maxFpr}; expected a number in (0, 1]`);
  if (!isMatrix(yScore)) {
    if (isMatrix(yTrue)) throw new MetricError('rocAuc: yTrue has several classes a sample, yScore one score');
    const scores = yScore as ArrayLike<number>; // isMatrix has looked at the first element
    return rocArea(rank('rocAuc', yTrue, scores, { posLabel: posLabel ?? greater(yTrue), sampleWeight }), maxFpr);
  }
  const indicators = classIndicators('rocAuc', yTrue, { yScore, labels });
  const area = (ranking: Parameters<typeof rocArea>[0]): number => rocArea(ranking, maxFpr);
  if (isMatrix(yTrue)) {
    return averagedArea('rocAuc', { yTrue: indicators, yScore, sampleWeight }, { average, area });
  }
  requireMultiClass(yScore, { maxFpr, multiClass, average });
  if (multiClass === 'ovr') {
    return averagedArea('rocAuc', { yTrue: indicators, yScore, sampleWeight }, { average, area });
  }
  if (sampleWeight !== undefined) throw new MetricError("rocAuc: multiClass 'ovo' takes no sampleWeight");
  return oneVersusOne(indicators, yScore, { weighted: average === 'weighted' });
}

function requireMultiClass(
  yScore: ScoreMatrix,
  { maxFpr, multiClass, average }: RocAucOptions<AreaAverage | null>,
): void {
  if (multiClass !== 'ovr' && multiClass !== 'ovo') {
    throw new MetricError("rocAuc: more than two classes; choose multiClass 'ovr' or 'ovo'");
  }
  if (maxFpr !== 1) throw new MetricError('rocAuc: maxFpr is for two classes');
  const allowed = multiClass === 'ovr' ? ['micro', 'macro', 'weighted', null] : ['macro', 'weighted'];
  if (!allowed.includes(average as string | null)) {
    throw new MetricError(`rocAuc: average is '${average}'; multiClass '${multiClass}' takes ${allowed.join(', ')}`);
  }
  for (let i = 0; i < yScore.length; i++) {
    const sum = Array.from(yScore[i]!).reduce((total, value) => total + value, 0);
    if (Math.abs(sum - 1) <= SUM_TOLERANCE) continue;
    throw new MetricError(`rocAuc: yScore[${i}] sums to ${sum}; expected probabilities of the classes, which sum to 1`);
  }
}

/** How far a row's sum may be from 1: float32 softmax over many classes is within. */
const SUM_TOLERANCE = 1e-3;

/** The greater of two labels, which counts as the positive one. */
function greater(yTrue: ArrayLike<Label>): Label {
  const [first] = [yTrue[0]!];
  let other: Label | undefined;
  for (let i = 1; i < yTrue.length; i++) {
    const label = yTrue[i]!;
    if (label === first || label === other) continue;
    if (other !== undefined) {
      throw new MetricError('rocAuc: more than two classes, but one score a sample; expected one a class, or posLabel');
    }
    other = label;
  }
  const classes = distinctLabels('rocAuc', { yTrue: other === undefined ? [first] : [first, other] });
  return classes.at(-1)!;
}
