import { MetricError } from '../metric-error.ts';

/** Decisions at one threshold: counts, or sums of weights. */
export interface Decisions {
  readonly trueNegatives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly truePositives: number;
}

/** What each decision costs; a gain is negative. */
export interface CostMatrix {
  readonly falsePositive: number;
  readonly falseNegative: number;
  /** Default 0. */
  readonly truePositive?: number | undefined;
  /** Default 0. */
  readonly trueNegative?: number | undefined;
}

/**
 * What makes a threshold the best one:
 * - `'f1'` or `{ fBeta: beta }`: the greatest F;
 * - `'youden'`: the greatest J = recall + specificity - 1;
 * - `{ cost }`: the least cost;
 * - `{ precisionAtRecall: r }`: the greatest precision among those with recall of at least r;
 * - `{ recallAtPrecision: p }`: the greatest recall among those with precision of at least p.
 */
export type ThresholdCriterion =
  | 'f1'
  | 'youden'
  | { readonly fBeta: number }
  | { readonly cost: CostMatrix }
  | { readonly precisionAtRecall: number }
  | { readonly recallAtPrecision: number };

/** How thresholds are compared. */
export interface Criterion {
  /** The larger, the better; among those of equal value, the larger `tie`. */
  readonly value: (decisions: Decisions) => number;
  readonly tie: (decisions: Decisions) => number;
  /** Whether a threshold may be chosen. */
  readonly admits: (decisions: Decisions) => boolean;
}

export const precisionOf = ({ truePositives: tp, falsePositives: fp }: Decisions): number =>
  tp + fp === 0 ? 0 : tp / (tp + fp);
export const recallOf = ({ truePositives: tp, falseNegatives: fn }: Decisions): number =>
  tp + fn === 0 ? 0 : tp / (tp + fn);
const specificityOf = ({ trueNegatives: tn, falsePositives: fp }: Decisions): number =>
  tn + fp === 0 ? 0 : tn / (tn + fp);

const always = (): boolean => true;
const none = (): number => 0;

/** @throws MetricError for an unknown criterion or a number out of range */
export function criterionOf(criterion: ThresholdCriterion): Criterion {
  if (criterion === 'f1') return fScore(1);
  if (criterion === 'youden') {
    return { value: (at) => recallOf(at) + specificityOf(at) - 1, tie: none, admits: always };
  }
  const { fBeta, cost, precisionAtRecall, recallAtPrecision } = criterion as Partial<
    Record<'fBeta' | 'precisionAtRecall' | 'recallAtPrecision', number> & { cost: CostMatrix }
  >; // a union of which each member has one of them
  if (fBeta !== undefined) return fScore(inRange('fBeta', fBeta, Number.POSITIVE_INFINITY));
  if (cost !== undefined) return leastCost(cost);
  if (precisionAtRecall !== undefined) {
    const least = inRange('precisionAtRecall', precisionAtRecall, 1);
    return { value: precisionOf, tie: recallOf, admits: (at) => recallOf(at) >= least };
  }
  if (recallAtPrecision !== undefined) {
    const least = inRange('recallAtPrecision', recallAtPrecision, 1);
    return { value: recallOf, tie: precisionOf, admits: (at) => precisionOf(at) >= least };
  }
  throw new MetricError(
    `bestThreshold: criterion is ${JSON.stringify(criterion)}; expected 'f1', 'youden', { fBeta }, { cost }, { precisionAtRecall } or { recallAtPrecision }`,
  );
}

function fScore(beta: number): Criterion {
  const square = beta ** 2;
  const value = ({ truePositives: tp, falsePositives: fp, falseNegatives: fn }: Decisions): number =>
    tp === 0 ? 0 : ((1 + square) * tp) / ((1 + square) * tp + square * fn + fp);
  return { value: beta === Number.POSITIVE_INFINITY ? recallOf : value, tie: none, admits: always };
}

function leastCost({ falsePositive, falseNegative, truePositive = 0, trueNegative = 0 }: CostMatrix): Criterion {
  for (const [name, value] of Object.entries({ falsePositive, falseNegative, truePositive, trueNegative })) {
    if (!Number.isFinite(value)) throw new MetricError(`bestThreshold: cost.${name} is ${value}; expected a number`);
  }
  const value = (at: Decisions): number =>
    -(
      falsePositive * at.falsePositives +
      falseNegative * at.falseNegatives +
      truePositive * at.truePositives +
      trueNegative * at.trueNegatives
    );
  return { value, tie: none, admits: always };
}

function inRange(name: string, value: number, most: number): number {
  if (value >= 0 && value <= most) return value;
  throw new MetricError(`bestThreshold: ${name} is ${value}; expected a number, 0..${most}`);
}
