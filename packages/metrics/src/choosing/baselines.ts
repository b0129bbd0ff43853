/** Scores of a model that knows nothing but how frequent the classes are. */
export interface Baselines {
  /** Always the most frequent class. */
  readonly accuracy: number;
  /** Any guessing: 1 / K. */
  readonly balancedAccuracy: number;
  /** Always positive; of several classes (macro), always the most frequent one. */
  readonly f1: number;
  /** Any guessing. */
  readonly matthewsCorrelation: number;
  /** Any guessing. */
  readonly rocAuc: number;
  /** Any guessing: the share of positives; of several classes (macro) their mean, 1 / K. */
  readonly averagePrecision: number;
  /** The shares as probabilities: the entropy of the classes. */
  readonly logLoss: number;
  /** The shares as probabilities. */
  readonly brierScore: number;
}

/**
 * What a model must beat.
 *
 * @param positive the positive one of two classes, undefined for more
 */
export function baselinesOf(
  classes: readonly { readonly share: number }[],
  positive: { readonly share: number } | undefined,
): Baselines {
  const largest = Math.max(...classes.map(({ share }) => share));
  const alwaysF1 = (share: number): number => (2 * share) / (1 + share);
  const squares = classes.reduce((sum, { share }) => sum + share ** 2, 0);
  return {
    accuracy: largest,
    balancedAccuracy: 1 / classes.length,
    f1: positive === undefined ? alwaysF1(largest) / classes.length : alwaysF1(positive.share),
    matthewsCorrelation: 0,
    rocAuc: 0.5,
    averagePrecision: positive === undefined ? 1 / classes.length : positive.share,
    logLoss: classes.reduce((sum, { share }) => sum - share * Math.log(share), 0),
    brierScore: positive === undefined ? 1 - squares : (1 - squares) / 2,
  };
}
