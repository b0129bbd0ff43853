import { rocAuc } from '../curves/roc-auc.ts';
import type { Label } from '../inputs/labels.ts';
import { MetricError } from '../metric-error.ts';
import { accuracy } from '../scores/accuracy.ts';
import { type BootstrapOptions, bootstrapInterval } from './bootstrap-interval.ts';
import { delongTest } from './delong-test.ts';
import { holm } from './holm.ts';
import { mcnemarTest } from './mcnemar-test.ts';
import { pairedPermutationTest } from './paired-permutation-test.ts';

/** A metric of one's own. */
export interface ComparedMetric {
  readonly name: string;
  /** Called with true labels and one model's predictions. */
  readonly of: (yTrue: ArrayLike<Label>, yPred: ArrayLike<Label>) => number;
  /** Whether a higher or a lower value is better. Default higher. */
  readonly better?: 'higher' | 'lower' | undefined;
}

/** Options of {@link compareModels}. */
export interface CompareModelsOptions extends BootstrapOptions {
  /**
   * `accuracy` of predicted labels (the default; McNemar's test), `rocAuc` of scores of two classes (DeLong's test), or a metric
   * of one's own (paired permutation test).
   */
  readonly metric?: 'accuracy' | 'rocAuc' | ComparedMetric | undefined;
  /** Differences with an adjusted p value below it are significant, in (0, 1). Default 0.05. */
  readonly alpha?: number | undefined;
  /** The positive class of `rocAuc`; by default as in `delongTest`. */
  readonly posLabel?: Label | undefined;
}

/** Models side by side; plain data. */
export interface ModelComparison {
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly test: 'McNemar' | 'DeLong' | 'paired permutation';
  readonly alpha: number;
  readonly confidence: number;
  /** Best first, with bootstrap intervals. */
  readonly models: readonly {
    readonly name: string;
    readonly value: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Each pair, the better one first; `adjusted` is the p value for as many pairs (Holm). */
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly difference: number;
    readonly pValue: number;
    readonly adjusted: number;
  }[];
  /** The best model, only when it differs significantly from every other one. */
  readonly winner?: string;
}

/**
 * Compares models on the same samples: a metric with bootstrap interval of each, a paired test of each two, and a winner only where
 * its difference from all others is significant.
 *
 * @param yTrue true labels, `[N]`
 * @param models predictions by name, each `[N]`: labels for `accuracy`, scores for `rocAuc`; at least two
 * @returns plain data; `formatModelComparison` makes a table of it
 * @throws MetricError for fewer than two models, lists of different length, bad options, or what the metric refuses
 * @source Dietterich, "Approximate statistical tests for comparing supervised classification learning algorithms", 1998; Holm 1979
 * @example
 * ```ts
 * const yTrue = Array.from({ length: 100 }, (_, i) => i % 2);
 * const wrongAt = (share: number) => yTrue.map((label, i) => (i < share ? 1 - label : label));
 * compareModels(yTrue, { large: wrongAt(10), small: wrongAt(30) }).winner; // 'large'
 * compareModels(yTrue, { large: wrongAt(10), small: wrongAt(12) }).winner; // undefined
 * ```
 */
export function compareModels(
  yTrue: ArrayLike<Label>,
  models: Readonly<Record<string, ArrayLike<Label>>>,
  { metric = 'accuracy', alpha = 0.05, posLabel, confidence = 0.95, ...options }: CompareModelsOptions = {},
): ModelComparison {
  const names = Object.keys(models);
  if (names.length < 2) throw new MetricError(`compareModels: ${names.length} models; expected two or more`);
  if (!(alpha > 0 && alpha < 1)) throw new MetricError(`compareModels: alpha is ${alpha}; expected a number in (0, 1)`);
  const { of, better, test, pValue, name } = methods(metric, { posLabel, seed: options.seed });
  const sign = better === 'higher' ? 1 : -1;
  const rows = names
    .map((model) => {
      const { estimate, low, high } = bootstrapInterval([yTrue, models[model]!] as const, of, {
        ...options,
        confidence,
      });
      return { name: model, value: estimate, low, high };
    })
    .sort((a, b) => sign * (b.value - a.value));
  const pairs = rows.flatMap((first, i) =>
    rows.slice(i + 1).map((second) => ({
      first: first.name,
      second: second.name,
      difference: first.value - second.value,
      pValue: pValue(yTrue, [models[first.name]!, models[second.name]!]),
    })),
  );
  const adjusted = holm(pairs.map((pair) => pair.pValue));
  const tested = pairs.map((pair, i) => ({ ...pair, adjusted: adjusted[i]! }));
  const best = rows[0]!.name;
  const wins = tested.every(({ first, adjusted: p }) => first !== best || p < alpha);
  const common = { metric: name, better, test, alpha, confidence, models: rows, pairs: tested };
  return wins ? { ...common, winner: best } : common;
}

/** How models are judged. */
interface Methods extends Required<ComparedMetric> {
  readonly test: ModelComparison['test'];
  readonly pValue: (yTrue: ArrayLike<Label>, yPred: readonly [ArrayLike<Label>, ArrayLike<Label>]) => number;
  readonly better: 'higher' | 'lower';
}

function methods(
  metric: NonNullable<CompareModelsOptions['metric']>,
  { posLabel, seed }: { readonly posLabel: Label | undefined; readonly seed: number | undefined },
): Methods {
  if (metric === 'accuracy') {
    const pValue: Methods['pValue'] = (yTrue, yPred) => mcnemarTest(yTrue, yPred).pValue;
    return { name: metric, of: (yTrue, yPred) => accuracy(yTrue, yPred), better: 'higher', test: 'McNemar', pValue };
  }
  if (metric === 'rocAuc') {
    const of: Methods['of'] = (yTrue, yScore) => rocAuc(yTrue, scoresOf(yScore), { posLabel });
    const pValue: Methods['pValue'] = (yTrue, [a, b]) =>
      delongTest(yTrue, [scoresOf(a), scoresOf(b)], { posLabel }).pValue;
    return { name: metric, of, better: 'higher', test: 'DeLong', pValue };
  }
  const { name, of: statistic, better = 'higher' } = metric;
  const pValue: Methods['pValue'] = (yTrue, yPred) => pairedPermutationTest(yTrue, yPred, { statistic, seed }).pValue;
  return { name, of: statistic, better, test: 'paired permutation', pValue };
}

function scoresOf(list: ArrayLike<Label>): ArrayLike<number> {
  for (let i = 0; i < list.length; i++) {
    if (typeof list[i] !== 'number')
      throw new MetricError(`compareModels: score ${String(list[i])} at ${i} is no number`);
  }
  return list as ArrayLike<number>; // looked at above
}
