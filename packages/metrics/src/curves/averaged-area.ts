import { type Indicators, requireIndicators } from '../inputs/indicators.ts';
import type { Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions } from '../inputs/sample-weight.ts';
import { columnsOfLabels, isMatrix, requireScoreMatrix, type ScoreMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { type Ranking, rankFlags } from './ranking.ts';

/** How the areas of several classes become one; `null` gives a list, one for each class. */
export type AreaAverage = 'micro' | 'macro' | 'weighted' | 'samples';

/** Options of areas with several classes. */
export interface AreaOptions<A extends AreaAverage | null = AreaAverage> extends WeightOptions {
  /**
   * For several columns of scores: `macro` (the default), the plain mean over the classes; `weighted` by the positives of each;
   * `micro`, one curve of all columns; `samples`, the mean over the samples, for several classes a sample; `null`, a list.
   */
  readonly average?: A | undefined;
  /** Classes in the order of the columns; the sorted classes of `yTrue` by default, which must then be all of them. */
  readonly labels?: readonly Label[] | undefined;
}

/** Which of several columns is which, as 0 and 1. */
export function classIndicators(
  where: string,
  yTrue: ArrayLike<Label> | Indicators,
  { yScore, labels }: { readonly yScore: ScoreMatrix; readonly labels?: readonly Label[] | undefined },
): Indicators {
  const columns = requireScoreMatrix(where, 'yScore', yScore);
  if (isMatrix(yTrue)) {
    const found = requireIndicators(where, 'yTrue', yTrue);
    if (found !== columns) throw new MetricError(`${where}: yTrue has ${found} columns, yScore ${columns}`);
    return yTrue;
  }
  const { column } = columnsOfLabels(where, yTrue, { columns, labels });
  if (columns < 3) {
    throw new MetricError(`${where}: ${columns} columns for two classes; give the scores of the positive one, [N]`);
  }
  return Array.from(column, (own) => Uint8Array.from({ length: columns }, (_, k) => Number(k === own)));
}

/**
 * The area of every column, or their average.
 *
 * @param area area under the curve of one column
 * @source scikit-learn's `_average_binary_score`
 */
export function averagedArea(
  where: string,
  data: { readonly yTrue: Indicators; readonly yScore: ScoreMatrix } & WeightOptions,
  { average, area }: { readonly average: AreaAverage | null; readonly area: (ranking: Ranking) => number },
): number | number[] {
  const { yTrue, yScore, sampleWeight } = data;
  requireSamples(where, { yTrue, yScore, sampleWeight });
  requireWeights(where, sampleWeight);
  if (!(average === null || ['micro', 'macro', 'weighted', 'samples'].includes(average))) {
    throw new MetricError(
      `${where}: average is '${String(average)}'; expected micro, macro, weighted, samples or null`,
    );
  }
  const columns = yTrue[0]!.length;
  const one = (flags: ArrayLike<number>, scores: ArrayLike<number>, weights?: ArrayLike<number>): number =>
    area(rankFlags(where, flags, { yScore: scores, sampleWeight: weights }));
  if (average === 'micro') {
    const flat = (rows: ArrayLike<ArrayLike<number>>): number[] => Array.from(rows).flatMap((row) => Array.from(row));
    const weights = sampleWeight && Array.from(sampleWeight).flatMap((w) => Array<number>(columns).fill(w));
    return one(flat(yTrue), flat(yScore), weights);
  }
  if (average === 'samples') {
    return mean(
      Array.from(yTrue, (row, i) => one(row, yScore[i]!)),
      sampleWeight,
    );
  }
  const column = (rows: ArrayLike<ArrayLike<number>>, k: number): Float64Array =>
    Float64Array.from({ length: rows.length }, (_, i) => rows[i]![k]!);
  const areas = Array.from({ length: columns }, (_, k) => one(column(yTrue, k), column(yScore, k), sampleWeight));
  if (average === null) return areas;
  if (average === 'macro') return mean(areas, undefined);
  const weightOf = (sum: number, flag: number, i: number): number => sum + flag * (sampleWeight?.[i] ?? 1);
  const support = areas.map((_, k) => column(yTrue, k).reduce(weightOf, 0));
  return support.every((value) => value === 0) ? 0 : mean(areas, support);
}

/** Mean in which weight 0 leaves out even NaN. */
function mean(values: readonly number[], weights: ArrayLike<number> | undefined): number {
  let [sum, total] = [0, 0];
  values.forEach((value, i) => {
    const weight = weights === undefined ? 1 : weights[i]!;
    if (weight !== 0) sum += weight * value;
    total += weight;
  });
  return sum / total;
}
