export { type Bubble, type BubbleChartOptions, bubbleChart } from './bubble-chart.ts';
