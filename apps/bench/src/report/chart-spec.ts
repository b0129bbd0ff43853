import type { TopLevelSpec } from 'vega-lite';
import type { ChartPoint } from './chart-point.ts';
import type { Report } from './report.ts';

/** Colours that the dark scheme replaces. */
export const INK = '#24292f';
export const FAINT = '#d0d7de';
export const PAPER = 'white';

/** Colours of the peers, to be told apart on white and on black and by the colour-blind, too; the shapes differ as well. */
const SERIES = ['#2f81c4', '#d1661f', '#2c9a72', '#b65fa4', '#8c7a2e', '#7a7f87'];
const SHAPES = ['circle', 'square', 'diamond', 'triangle-up', 'cross', 'triangle-down'];

const CONFIG = {
  font: 'system-ui, sans-serif',
  axis: {
    labelColor: INK,
    titleColor: INK,
    tickColor: FAINT,
    domainColor: FAINT,
    gridColor: FAINT,
    titleFontWeight: 'normal',
  },
  title: { color: INK, subtitleColor: INK, anchor: 'start', offset: 12 },
  legend: { labelColor: INK, orient: 'bottom', symbolOpacity: 1 },
  view: { stroke: null },
} satisfies TopLevelSpec['config'];

/** Room on a log axis for every point and for 1.0. */
function domain(points: readonly ChartPoint[]): [number, number] {
  const values = [1, ...points.flatMap(({ ratio, q1, q3 }) => [ratio, q1, q3])];
  return [Math.min(...values) / 1.3, Math.max(...values) * 1.5];
}

function layers(points: readonly ChartPoint[]): Extract<TopLevelSpec, { layer: unknown }>['layer'] {
  const [y, offset] = [
    {
      field: 'work',
      type: 'nominal',
      sort: null,
      axis: { title: null, labelLimit: 0, tickBand: 'extent', grid: true },
    },
    { field: 'peer', sort: null },
  ] as const;
  const peer = {
    field: 'peer',
    type: 'nominal',
    sort: null,
    scale: { range: SERIES },
    legend: { title: null },
  } as const;
  const x = {
    field: 'ratio',
    type: 'quantitative',
    title: 'ours / peer, log scale: left of 1.0 we need less',
    scale: { type: 'log', domain: domain(points), nice: false },
    axis: { tickCount: 6, format: '~r' },
  } as const;
  const label = { field: 'label', type: 'nominal' } as const;
  return [
    {
      mark: { type: 'rule', strokeWidth: 1.5, aria: false, color: INK },
      data: { values: [{}] },
      encoding: { x: { datum: 1 } },
    },
    {
      mark: { type: 'rule', strokeWidth: 3, opacity: 0.45, aria: false },
      encoding: { x: { ...x, field: 'q1' }, x2: { field: 'q3' }, y, yOffset: offset, color: peer },
    },
    {
      mark: { type: 'point', filled: true, size: 60, opacity: 1 },
      encoding: {
        x,
        y,
        yOffset: offset,
        color: peer,
        shape: { ...peer, scale: { range: SHAPES } },
        description: label,
      },
    },
    {
      mark: { type: 'text', align: 'left', dx: 8, dy: -1, fontSize: 10, aria: false, color: INK },
      encoding: { x, y, yOffset: offset, text: { field: 'text', type: 'nominal' } },
    },
  ];
}

/** The chart in the terms of Vega-Lite. */
export function chartSpec({ suite, environment }: Report, points: readonly ChartPoint[]): TopLevelSpec {
  return {
    title: {
      text: `${suite}: ratio of the medians to each peer`,
      subtitle: `${environment.cpu}, ${environment.threads} threads each, ${environment.date.slice(0, 10)}; lines from quartile to quartile`,
    },
    data: { values: [...points] },
    width: 460,
    height: { step: 18 },
    background: PAPER,
    padding: 16,
    layer: layers(points),
    config: CONFIG,
  };
}
