export type { Baselines } from './choosing/baselines.ts';
export { type MetricRecommendation, recommendMetrics } from './choosing/recommend-metrics.ts';
export { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from './comparing/bootstrap-interval.ts';
export {
  type ComparedMetric,
  type CompareModelsOptions,
  compareModels,
  type ModelComparison,
} from './comparing/compare-models.ts';
export { type DelongOptions, type DelongResult, delongTest } from './comparing/delong-test.ts';
export { formatModelComparison } from './comparing/format-model-comparison.ts';
export { type McNemarOptions, type McNemarResult, mcnemarTest } from './comparing/mcnemar-test.ts';
export {
  type PairedPermutationOptions,
  type PairedPermutationResult,
  pairedPermutationTest,
} from './comparing/paired-permutation-test.ts';
export type { Targets } from './confusion/class-counts.ts';
export {
  type ClassificationReport,
  type ClassificationReportOptions,
  classificationReport,
  type ReportScores,
} from './confusion/classification-report.ts';
export { type ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './confusion/confusion-matrix.ts';
export { formatClassificationReport } from './confusion/format-classification-report.ts';
export { type Confusion, type MostConfusedOptions, mostConfused } from './confusion/most-confused.ts';
export { auc } from './curves/auc.ts';
export { averagePrecision } from './curves/average-precision.ts';
export type { AreaAverage, AreaOptions } from './curves/averaged-area.ts';
export { type DetCurve, detCurve } from './curves/det-curve.ts';
export { prAuc } from './curves/pr-auc.ts';
export { type PrecisionRecallCurve, precisionRecallCurve } from './curves/precision-recall-curve.ts';
export type { BinaryOptions } from './curves/ranking.ts';
export { type RocAucOptions, rocAuc } from './curves/roc-auc.ts';
export { type DropOptions, type RocCurve, rocCurve } from './curves/roc-curve.ts';
export type { SortedScores } from './curves/score-order.ts';
export { ScoreRanking } from './curves/score-ranking.ts';
export type { Box, DetectedBox } from './detection/boxes.ts';
export { type CocoScores, type CocoTruth, cocoAveragePrecision } from './detection/coco-average-precision.ts';
export {
  type VocOptions,
  type VocScores,
  type VocTruth,
  vocAveragePrecision,
} from './detection/voc-average-precision.ts';
export type { Indicators } from './inputs/indicators.ts';
export type { Label } from './inputs/labels.ts';
export type { PositiveOptions } from './inputs/positive-class.ts';
export type { WeightOptions } from './inputs/sample-weight.ts';
export type { ScoreMatrix } from './inputs/score-matrix.ts';
export { MetricError } from './metric-error.ts';
export { accuracy } from './scores/accuracy.ts';
export type { Average, ScoreOf, ScoreOptions } from './scores/averaged-score.ts';
export { type BalancedAccuracyOptions, balancedAccuracy } from './scores/balanced-accuracy.ts';
export { type BrierScoreOptions, brierScore } from './scores/brier-score.ts';
export { type CohenKappaOptions, cohenKappa } from './scores/cohen-kappa.ts';
export { fBeta } from './scores/f-beta.ts';
export { f1 } from './scores/f1.ts';
export { jaccard } from './scores/jaccard.ts';
export { type LogLossOptions, logLoss } from './scores/log-loss.ts';
export { matthewsCorrelation } from './scores/matthews-correlation.ts';
export { precision } from './scores/precision.ts';
export { recall } from './scores/recall.ts';
export { specificity } from './scores/specificity.ts';
export { type TopKAccuracyOptions, topKAccuracy } from './scores/top-k-accuracy.ts';
export { adjustedRandIndex } from './segmentation/adjusted-rand-index.ts';
export { type BoundaryCounts, boundaryCounts } from './segmentation/boundary-counts.ts';
export { type BoundaryScore, type BoundaryScores, boundaryScores } from './segmentation/boundary-scores.ts';
export { type BoundaryMatch, type BoundaryOptions, matchBoundaries } from './segmentation/match-boundaries.ts';
export { randIndex } from './segmentation/rand-index.ts';
export { type RegionAgreement, regionAgreement } from './segmentation/region-agreement.ts';
export { segmentationCovering } from './segmentation/segmentation-covering.ts';
export {
  type ClassOverlap,
  type SegmentationOptions,
  type SegmentationScores,
  segmentationScores,
} from './segmentation/segmentation-scores.ts';
export { type VariationOfInformation, variationOfInformation } from './segmentation/variation-of-information.ts';
export type { BoundedArea } from './streaming/binned-areas.ts';
export { BinnedScores, type BinnedScoresOptions, type BinnedScoresState } from './streaming/binned-scores.ts';
export { ClassCounter, type ClassCounterState } from './streaming/class-counter.ts';
export { type BestThreshold, bestThreshold } from './thresholds/best-threshold.ts';
export type { BinOptions } from './thresholds/calibration-bins.ts';
export { type CalibrationCurve, calibrationCurve } from './thresholds/calibration-curve.ts';
export { confusionAtThresholds, type ThresholdConfusion } from './thresholds/confusion-at-thresholds.ts';
export { type CalibrationErrorOptions, expectedCalibrationError } from './thresholds/expected-calibration-error.ts';
export { fitTemperature, type Temperature, type TemperatureOptions } from './thresholds/fit-temperature.ts';
export type { CostMatrix, Decisions, ThresholdCriterion } from './thresholds/threshold-criterion.ts';
