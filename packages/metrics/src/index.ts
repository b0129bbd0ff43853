export { accuracy } from './accuracy.ts';
export { ClassCounter } from './class-counter.ts';
export { type ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts';
export type { Label } from './labels.ts';
export { MetricError } from './metric-error.ts';
export { type BoundaryCounts, boundaryCounts } from './segmentation/boundary-counts.ts';
export { type BoundaryScore, type BoundaryScores, boundaryScores } from './segmentation/boundary-scores.ts';
export { type BoundaryMatch, type BoundaryOptions, matchBoundaries } from './segmentation/match-boundaries.ts';
