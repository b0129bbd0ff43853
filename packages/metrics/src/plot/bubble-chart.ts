import { MetricError } from '../metric-error.ts';
import type { ChartOptions } from './chart-options.ts';
import { type Palette, SERIES } from './palette.ts';
import { placeLabels } from './place-labels.ts';
import { renderSvg } from './render-svg.ts';

/** One bubble. */
export interface Bubble {
  readonly label: string;
  /** Above 0. */
  readonly x: number;
  readonly y: number;
  /** What its area stands for; at least 0. */
  readonly size: number;
  /** What its colour stands for. */
  readonly series?: string;
}

/** Words on the chart. */
export interface BubbleChartOptions extends ChartOptions {
  readonly title: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly sizeTitle: string;
  /** Of the plotting area, in pixels. Default 860. */
  readonly width?: number | undefined;
  /** Of the plotting area, in pixels. Default 520. */
  readonly height?: number | undefined;
  /** How numbers of each axis are written, in the terms of d3-format. Default `~s`. */
  readonly xFormat?: string;
  readonly yFormat?: string;
}

const LARGEST = 34; // radius, pixels
/** Beside the drawing, which is wide enough already below. */
const LEGEND = { orient: 'right', symbolStrokeWidth: 1 } as const;

/**
 * Draws bubbles over a logarithmic axis: two numbers and an area for each thing, with labels where there is room for them. Direction: that of its
 * numbers; nothing is rated.
 *
 * @returns an SVG document with title and description, for light and dark pages
 * @throws {MetricError} when there is no bubble, or a number is not finite, or an x is not above 0
 * @example
 * ```ts
 * const svg = await bubbleChart([{ label: 'resnet50', x: 4.09e9, y: 0.809, size: 25.6e6 }], {
 *   title: 'Accuracy and cost', xTitle: 'multiply-accumulates', yTitle: 'top-1', sizeTitle: 'parameters',
 * });
 * svg.includes('resnet50: multiply-accumulates 4090000000'); // true
 * ```
 */
export async function bubbleChart(
  bubbles: readonly Bubble[],
  {
    title,
    xTitle,
    yTitle,
    sizeTitle,
    width = 860,
    height = 520,
    xFormat = '~s',
    yFormat = '~s',
    theme,
  }: BubbleChartOptions,
): Promise<string> {
  requireBubbles(bubbles);
  const [x, y] = [domain(bubbles.map((one) => Math.log10(one.x))), domain(bubbles.map((one) => one.y))];
  const most = Math.max(...bubbles.map(({ size }) => size)) || 1; // nothing but zeros has no area at any scale
  const discs = bubbles.map((one) => ({
    x: ((Math.log10(one.x) - x[0]) / (x[1] - x[0])) * width,
    y: height - ((one.y - y[0]) / (y[1] - y[0])) * height,
    radius: LARGEST * Math.sqrt(one.size / most),
    label: one.label,
  }));
  const places = placeLabels(discs, { width, height });
  const named = bubbles.flatMap((one, i) => {
    const place = places[i];
    return place == null ? [] : [{ label: one.label, at: place.x, height: place.y }];
  });
  const area = Math.PI * LARGEST ** 2;
  const values = bubbles.map((one) => ({
    ...one,
    series: one.series ?? '',
    words: words(one, { xTitle, yTitle, sizeTitle }),
  }));
  const series = [...new Set(values.map((one) => one.series))];
  const draw = ({ ink }: Palette): object => ({
    width,
    height,
    layer: [
      {
        data: { values },
        mark: { type: 'circle', opacity: 0.55, stroke: ink, strokeWidth: 0.5 },
        encoding: {
          x: {
            field: 'x',
            type: 'quantitative',
            title: xTitle,
            scale: { type: 'log', domain: [10 ** x[0], 10 ** x[1]], nice: false },
            axis: { format: xFormat, tickCount: 6 },
          },
          y: {
            field: 'y',
            type: 'quantitative',
            title: yTitle,
            scale: { domain: [...y], zero: false, nice: false },
            axis: { format: yFormat },
          },
          size: {
            field: 'size',
            type: 'quantitative',
            title: sizeTitle,
            scale: { domain: [0, most], range: [0, area] },
            legend: {
              format: '~s',
              tickCount: 3,
              symbolFillColor: 'transparent',
              symbolStrokeColor: ink,
              ...LEGEND,
            },
          },
          color: {
            field: 'series',
            type: 'nominal',
            sort: null,
            title: null,
            scale: { domain: series, range: [...SERIES] },
            legend: series.length === 1 ? null : { symbolSize: 120, ...LEGEND },
          },
          description: { field: 'words', type: 'nominal' },
        },
      },
      {
        data: { values: named },
        mark: { type: 'text', fontSize: 11, color: ink, aria: false },
        encoding: {
          x: { field: 'at', type: 'quantitative', scale: null, axis: null },
          y: { field: 'height', type: 'quantitative', scale: null, axis: null },
          text: { field: 'label', type: 'nominal' },
        },
      },
    ],
    resolve: { scale: { x: 'independent', y: 'independent' } },
  });
  return renderSvg({ draw, title, description: values.map((one) => one.words).join('. ') }, { theme, width, height });
}

function words(
  { label, x, y, size }: Bubble,
  titles: { readonly xTitle: string; readonly yTitle: string; readonly sizeTitle: string },
): string {
  return `${label}: ${titles.xTitle} ${x}, ${titles.yTitle} ${y}, ${titles.sizeTitle} ${size}`;
}

/** From the smallest to the largest, with a tenth of room on both sides. */
function domain(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high > low ? (high - low) / 10 : 0.5;
  return [low - room, high + room];
}

function requireBubbles(bubbles: readonly Bubble[]): void {
  if (bubbles.length === 0) throw new MetricError('bubbleChart: no bubbles given, expected at least one');
  const wrong = bubbles.find(({ x, y, size }) => !(x > 0 && size >= 0 && [x, y, size].every(Number.isFinite)));
  if (wrong === undefined) return;
  const { label, x, y, size } = wrong;
  throw new MetricError(`bubbleChart: ${label} has x ${x}, y ${y} and size ${size}; expected finite ones, x above 0`);
}
