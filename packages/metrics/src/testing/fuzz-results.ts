import {
  accuracy,
  auc,
  averagePrecision,
  balancedAccuracy,
  brierScore,
  calibrationCurve,
  cohenKappa,
  confusionAtThresholds,
  confusionMatrix,
  detCurve,
  f1,
  fBeta,
  jaccard,
  logLoss,
  MetricError,
  matthewsCorrelation,
  precision,
  precisionRecallCurve,
  recall,
  rocAuc,
  rocCurve,
  specificity,
  topKAccuracy,
} from '../index.ts';
import type { FuzzCase } from './fuzz-cases.ts';

/** A number, or that the input was refused. */
export type FuzzResult = number | 'error';
type Case<K extends FuzzCase['kind']> = Extract<FuzzCase, { readonly kind: K }>;

/** One number for a list, as in fixtures/fuzz.py. */
function checksum(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (i + 1) * (values[i]! + 64);
  return sum;
}

function attempt(compute: () => number[], count = 1): FuzzResult[] {
  try {
    return compute();
  } catch (error) {
    if (error instanceof MetricError) return Array<FuzzResult>(count).fill('error');
    throw error;
  }
}

function resultsOfLabels({ yTrue, yPred, sampleWeight, ...rest }: Case<'labels'>): FuzzResult[] {
  const { zeroDivision, subset, posLabel } = rest;
  const results: FuzzResult[] = [
    accuracy(yTrue, yPred, { sampleWeight }),
    balancedAccuracy(yTrue, yPred, { sampleWeight }),
    matthewsCorrelation(yTrue, yPred, { sampleWeight }),
    ...(['none', 'linear', 'quadratic'] as const).map((weights) => cohenKappa(yTrue, yPred, { weights, sampleWeight })),
  ];
  for (const score of [precision, recall, f1, fBeta, jaccard] as const) {
    const zero = score === jaccard && Number.isNaN(zeroDivision) ? 0 : zeroDivision;
    const options = { sampleWeight, zeroDivision: zero, ...(score === fBeta && { beta: 0.5 }) };
    for (const average of ['micro', 'macro', 'weighted'] as const) {
      results.push(score(yTrue, yPred, { ...options, average, labels: subset }));
    }
    results.push(checksum(score(yTrue, yPred, { ...options, average: null })));
    results.push(...attempt(() => [score(yTrue, yPred, { ...options, posLabel })]));
  }
  results.push(specificity(yTrue, yPred, { sampleWeight, zeroDivision, average: 'macro' }));
  for (const normalize of [undefined, 'true', 'pred', 'all'] as const) {
    results.push(checksum(confusionMatrix(yTrue, yPred, { sampleWeight, normalize }).matrix.flat()));
  }
  return results;
}

const AREA_AVERAGES = ['micro', 'macro', 'weighted', 'samples'] as const;

function resultsOfIndicators({ yTrue, yPred, yScore, sampleWeight, zeroDivision }: Case<'indicators'>): FuzzResult[] {
  const results: FuzzResult[] = [accuracy(yTrue, yPred, { sampleWeight })];
  for (const score of [precision, recall, f1, fBeta, jaccard] as const) {
    const zero = score === jaccard && Number.isNaN(zeroDivision) ? 0 : zeroDivision;
    const options = { sampleWeight, zeroDivision: zero, ...(score === fBeta && { beta: 0.5 }) };
    for (const average of AREA_AVERAGES) results.push(score(yTrue, yPred, { ...options, average }));
  }
  for (const score of [rocAuc, averagePrecision] as const) {
    for (const average of AREA_AVERAGES) {
      results.push(...attempt(() => [score(yTrue, yScore, { average, sampleWeight })]));
    }
  }
  return results;
}

function resultsOfProbabilities({
  yTrue,
  yScore,
  sampleWeight,
  posLabel,
}: Omit<Case<'scores'>, 'kind' | 'isProbability'>): FuzzResult[] {
  return [
    ...attempt(() => [brierScore(yTrue, yScore, { sampleWeight, posLabel })]),
    ...attempt(() => [logLoss(yTrue, yScore, { sampleWeight })]),
    ...(['uniform', 'quantile'] as const).flatMap((strategy) =>
      attempt(() => {
        const { probTrue, probPred } = calibrationCurve(yTrue, yScore, { posLabel, strategy, bins: 7 });
        return [checksum(probTrue), checksum(probPred)];
      }, 2),
    ),
  ];
}

function resultsOfScores({ yTrue, yScore, sampleWeight, posLabel, isProbability }: Case<'scores'>): FuzzResult[] {
  const options = { sampleWeight, posLabel };
  const results: FuzzResult[] = [];
  const add = (count: number, compute: () => number[]): unknown => results.push(...attempt(compute, count));
  const finite = (values: Float64Array | Float32Array): number[] => Array.from(values).filter(Number.isFinite);
  for (const dropIntermediate of [true, false]) {
    add(4, () => {
      const { fpr, tpr, thresholds } = rocCurve(yTrue, yScore, { ...options, dropIntermediate });
      return [fpr.length, checksum(fpr), checksum(tpr), checksum(finite(thresholds))];
    });
    add(4, () => {
      const curve = precisionRecallCurve(yTrue, yScore, { ...options, dropIntermediate });
      const { precision: p, recall: r, thresholds } = curve;
      return [p.length, checksum(p), checksum(r), checksum(thresholds)];
    });
    add(4, () => {
      const { fpr, fnr, thresholds } = detCurve(yTrue, yScore, { ...options, dropIntermediate });
      return [fpr.length, checksum(fpr), checksum(fnr), checksum(finite(thresholds))];
    });
  }
  add(5, () => {
    const at = confusionAtThresholds(yTrue, yScore, options);
    return [at.trueNegatives, at.falsePositives, at.falseNegatives, at.truePositives, at.thresholds].map(checksum);
  });
  add(1, () => [rocAuc(yTrue, yScore, { sampleWeight })]);
  add(1, () => [rocAuc(yTrue, yScore, { sampleWeight, maxFpr: 0.3 })]);
  add(1, () => [averagePrecision(yTrue, yScore, options)]);
  add(1, () => {
    const { precision: p, recall: r } = precisionRecallCurve(yTrue, yScore, options);
    return [auc(r, p)];
  });
  if (isProbability) results.push(...resultsOfProbabilities({ yTrue, yScore, sampleWeight, posLabel }));
  add(1, () => [topKAccuracy(yTrue, yScore, { k: 1, sampleWeight })]);
  return results;
}

function resultsOfMatrix({ yTrue, yScore, sampleWeight, classes }: Case<'matrix'>): FuzzResult[] {
  const labels = Array.from({ length: classes }, (_, i) => i);
  const results: FuzzResult[] = [];
  if (classes < 1000) {
    for (const average of ['micro', 'macro', 'weighted'] as const) {
      results.push(rocAuc(yTrue, yScore, { labels, multiClass: 'ovr', average, sampleWeight }));
    }
    for (const average of ['macro', 'weighted'] as const) {
      results.push(rocAuc(yTrue, yScore, { labels, multiClass: 'ovo', average }));
    }
    if (new Set(yTrue).size === classes) {
      for (const average of ['micro', 'macro', 'weighted'] as const) {
        results.push(averagePrecision(yTrue, yScore, { average, sampleWeight }));
      }
    }
  }
  results.push(logLoss(yTrue, yScore, { labels, sampleWeight }), brierScore(yTrue, yScore, { labels, sampleWeight }));
  for (const k of [1, 2, 3]) results.push(topKAccuracy(yTrue, yScore, { k, labels, sampleWeight }));
  return results;
}

/** What this package gives for a case, in the order of fixtures/fuzz.py. */
export function fuzzResults(drawn: FuzzCase): FuzzResult[] {
  switch (drawn.kind) {
    case 'labels':
      return resultsOfLabels(drawn);
    case 'indicators':
      return resultsOfIndicators(drawn);
    case 'scores':
      return resultsOfScores(drawn);
    case 'matrix':
      return resultsOfMatrix(drawn);
  }
}

/** What each metric says of no samples, in the order of fixtures/fuzz.py. */
export function resultsOfNothing(): FuzzResult[] {
  const decisions = [
    accuracy,
    balancedAccuracy,
    matthewsCorrelation,
    cohenKappa,
    precision,
    recall,
    f1,
    fBeta,
    jaccard,
  ];
  const scores = [rocAuc, averagePrecision, brierScore, logLoss, topKAccuracy, auc];
  const curves = [rocCurve, precisionRecallCurve, detCurve, confusionAtThresholds, calibrationCurve];
  const metrics: ((yTrue: number[], other: number[]) => unknown)[] = [...decisions, ...scores, ...curves];
  return metrics.flatMap((metric) => attempt(() => [Number(metric([], []))]));
}
