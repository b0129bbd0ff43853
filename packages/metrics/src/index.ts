export { accuracy } from './accuracy.ts';
export { ClassCounter } from './class-counter.ts';
export { type ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './confusion-matrix.ts';
export type { Label } from './labels.ts';
export { MetricError } from './metric-error.ts';
