import { MetricError } from '../metric-error.ts';
import type { ThresholdConfusion } from '../thresholds/confusion-at-thresholds.ts';
import type { ChartOptions } from './chart-options.ts';
import { seriesLayers } from './curve-layers.ts';
import type { Palette } from './palette.ts';
import { renderSvg } from './render-svg.ts';
import { thinCurve } from './thin-curve.ts';

/** Options of {@link thresholdChart}. */
export interface ThresholdChartOptions extends ChartOptions {
  /** The one that was chosen: a line marks it. */
  readonly threshold?: number | undefined;
}

/**
 * Precision, recall and F1 at every threshold as a picture: what is gained and lost by moving it.
 *
 * @param sweep what `confusionAtThresholds` gives
 * @returns an SVG document; sweeps of millions of thresholds are thinned to what can be seen
 * @throws MetricError for no threshold, an unknown theme, or a size out of range
 * @example
 * ```ts
 * const svg = await thresholdChart(confusionAtThresholds([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), { threshold: 0.35 });
 * svg.includes('threshold 0.35'); // true
 * ```
 */
export async function thresholdChart(sweep: ThresholdConfusion, options: ThresholdChartOptions = {}): Promise<string> {
  if (sweep.thresholds.length === 0) throw new MetricError('thresholdChart: no thresholds; expected at least one');
  const rising = Float64Array.from(sweep.thresholds).reverse();
  const series = Object.entries(scoresOf(sweep)).map(([name, values]) => ({
    name,
    points: thinCurve(rising, values.reverse()),
    steps: true,
  }));
  const { title = 'Scores at every threshold', threshold } = options;
  const [least, most] = [rising[0]!, rising.at(-1)!];
  const isProbability = least >= 0 && most <= 1;
  const domain = isProbability ? ([0, 1] as const) : ([least, most] as const);
  const draw = (palette: Palette, size: object): object => ({
    ...size,
    layer: [
      ...seriesLayers(series, {
        x: { title: 'threshold', domain },
        y: { title: 'score', domain: [0, 1] },
      }),
      ...(threshold !== undefined && Number.isFinite(threshold) ? mark(threshold, palette) : []),
    ],
  });
  const best = Math.max(...series[2]!.points.map(({ y }) => y));
  const marked = threshold === undefined ? '' : `; marked: threshold ${shown(threshold)}`;
  const description = `Precision, recall and F1 for thresholds of ${shown(least)} to ${shown(most)}; the highest F1 is ${best.toFixed(3)}${marked}`;
  return renderSvg({ draw, title, description }, options);
}

const shown = (value: number): string => String(Number(value.toPrecision(4)));

function scoresOf({ truePositives, falsePositives, falseNegatives }: ThresholdConfusion) {
  const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    precision: truePositives.map((tp, i) => ratio(tp, tp + falsePositives[i]!)),
    recall: truePositives.map((tp, i) => ratio(tp, tp + falseNegatives[i]!)),
    F1: truePositives.map((tp, i) => ratio(2 * tp, 2 * tp + falsePositives[i]! + falseNegatives[i]!)),
  };
}

function mark(threshold: number, { ink }: Palette): object[] {
  const data = { values: [{ x: threshold, label: `threshold ${shown(threshold)}` }] };
  const x = { field: 'x', type: 'quantitative' };
  return [
    { mark: { type: 'rule', aria: false, color: ink, strokeDash: [3, 3] }, data, encoding: { x } },
    {
      mark: { type: 'text', aria: false, align: 'left', dx: 4, fontSize: 11, color: ink, baseline: 'bottom' },
      data,
      encoding: { x, y: { datum: 0.01 }, text: { field: 'label', type: 'nominal' } },
    },
  ];
}
