import type { Label } from '../inputs/labels.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { requireWeights, type WeightOptions } from '../inputs/sample-weight.ts';
import {
  columnsOfLabels,
  isMatrix,
  requireScoreMatrix,
  requireScores,
  type ScoreMatrix,
} from '../inputs/score-matrix.ts';

/** Options of {@link fitTemperature}. */
export interface TemperatureOptions extends WeightOptions {
  /** Classes in the order of the columns; the sorted classes of `yTrue` by default, which must then be all of them. */
  readonly labels?: readonly Label[] | undefined;
}

/** A fitted temperature. */
export interface Temperature {
  /** Divide logits by it. Above 1: the model was too sure. */
  readonly temperature: number;
  /** Mean negative log-likelihood at temperature 1. Lower is better. */
  readonly lossBefore: number;
  /** Mean negative log-likelihood at the fitted temperature. */
  readonly lossAfter: number;
  /** Whether the loss falls beyond the limits 0.001 and 1000: every sample is right, or guessing is best. */
  readonly atLimit: boolean;
}

const COLDEST = 1e-3;
const HOTTEST = 1e3;

/**
 * Temperature scaling: the one number T for which softmax(logits / T) has the least log loss, -mean(ln softmax(z_i / T)[y_i]). It
 * leaves every prediction as it is and makes probabilities honest. Fit it on validation data.
 *
 * @param yTrue true labels, `[N]`
 * @param logits before softmax, `[N][K]`; or of the greater of two classes before sigmoid, `[N]`
 * @returns temperature within 0.001..1000, to the last digits: the loss is convex in 1 / T, whose derivative is bisected
 * @throws MetricError for no samples, logits that are not finite, bad weights, or classes that are not the columns
 * @source Guo et al., "On calibration of modern neural networks", 2017
 * @example
 * ```ts
 * const logits = [[4, 0], [3, 0], [0, 5], [2, 0]];
 * const { temperature } = fitTemperature([0, 0, 1, 1], logits); // one of four is wrong, at a probability of 0.88
 * temperature > 1; // true
 * ```
 */
export function fitTemperature(
  yTrue: ArrayLike<Label>,
  logits: ScoreMatrix | ArrayLike<number>,
  { labels, sampleWeight }: TemperatureOptions = {},
): Temperature {
  requireSamples('fitTemperature', { yTrue, logits, sampleWeight });
  requireWeights('fitTemperature', sampleWeight);
  const rows = isMatrix(logits) ? logits : sigmoidAsSoftmax(logits as ArrayLike<number>); // isMatrix has looked
  const columns = requireScoreMatrix('fitTemperature', 'logits', rows);
  const { column } = columnsOfLabels('fitTemperature', yTrue, { columns, labels });
  const loss = (temperature: number): LossAndSlope =>
    lossAndSlope(rows, column, { inverse: 1 / temperature, sampleWeight });
  const temperature = leastLoss((at) => loss(at).slope);
  return {
    temperature,
    lossBefore: loss(1).loss,
    lossAfter: loss(temperature).loss,
    atLimit: temperature === COLDEST || temperature === HOTTEST,
  };
}

/** Where the slope in 1 / T, which falls as T grows, crosses 0; bisected in ln T, for one relative precision everywhere. */
function leastLoss(slope: (temperature: number) => number): number {
  if (slope(1) === 0) return 1;
  if (slope(COLDEST) <= 0) return COLDEST;
  if (slope(HOTTEST) >= 0) return HOTTEST;
  let [low, high] = [Math.log(COLDEST), Math.log(HOTTEST)];
  let middle = (low + high) / 2;
  while (low < middle && middle < high) {
    if (slope(Math.exp(middle)) > 0) low = middle;
    else high = middle;
    middle = (low + high) / 2;
  }
  return Math.exp(middle);
}

function sigmoidAsSoftmax(logits: ArrayLike<number>): ScoreMatrix {
  requireScores('fitTemperature', 'logits', logits);
  return Array.from(logits, (logit) => [0, logit]);
}

/** The loss and its derivative in 1 / T. */
interface LossAndSlope {
  readonly loss: number;
  readonly slope: number;
}

function lossAndSlope(
  rows: ScoreMatrix,
  column: Int32Array,
  { inverse, sampleWeight }: { readonly inverse: number } & WeightOptions,
): LossAndSlope {
  let [loss, slope, total] = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    let highest = row[0]!;
    for (let k = 1; k < row.length; k++) highest = Math.max(highest, row[k]!);
    let [sum, expected] = [0, 0];
    for (let k = 0; k < row.length; k++) {
      const weight = Math.exp((row[k]! - highest) * inverse);
      sum += weight;
      expected += weight * (row[k]! - highest);
    }
    const own = row[column[i]!]! - highest;
    const weight = sampleWeight === undefined ? 1 : sampleWeight[i]!;
    loss += weight * (Math.log(sum) - own * inverse);
    slope += weight * (expected / sum - own);
    total += weight;
  }
  return { loss: loss / total, slope: slope / total };
}
