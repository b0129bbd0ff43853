export { type Bubble, type BubbleChartOptions, bubbleChart } from './bubble-chart.ts';
export { calibrationChart } from './calibration-chart.ts';
export type { ChartOptions, ChartTheme } from './chart-options.ts';
export { type ConfusionChartOptions, confusionMatrixChart } from './confusion-matrix-chart.ts';
export { detChart } from './det-chart.ts';
export type { OneOrNamed } from './named-curves.ts';
export { precisionRecallChart } from './precision-recall-chart.ts';
export { rocChart } from './roc-chart.ts';
export { type ThresholdChartOptions, thresholdChart } from './threshold-chart.ts';
