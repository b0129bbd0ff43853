import type { ClassificationReport, ConfusionMatrix, MetricRecommendation, ScoreRanking } from '@cv/metrics';

/** A class whose scores are judged against all others. */
export interface RankedClass {
  readonly name: string;
  readonly ranking: ScoreRanking;
}

/** What a file of scores is worth; NaN where there is no answer. */
export interface Evaluation {
  readonly count: number;
  readonly classes: readonly string[];
  /** The positive class of two; of several none. */
  readonly positive?: string;
  /** Of two classes. */
  readonly threshold?: number;
  /** How the threshold was chosen. */
  readonly thresholdFrom?: string;
  /** Single numbers, by name. */
  readonly scores: Readonly<Record<string, number>>;
  readonly report: ClassificationReport;
  readonly confusion: ConfusionMatrix;
  /** Not there for one class only. */
  readonly recommendation?: MetricRecommendation;
  readonly ranked: readonly RankedClass[];
  /** Whether scores are probabilities, and so can be calibrated. */
  readonly isProbability: boolean;
}
