import type { Config } from 'vega-lite';
import { MetricError } from '../metric-error.ts';
import type { ChartTheme } from './chart-options.ts';

/** Colours that change with the theme. */
export interface Palette {
  readonly ink: string;
  readonly faint: string;
  readonly paper: string;
}

const LIGHT: Palette = { ink: '#24292f', faint: '#d0d7de', paper: '#ffffff' };
const DARK: Palette = { ink: '#e6edf3', faint: '#30363d', paper: '#0d1117' };

/** To be told apart on white and on black, the first six by the colour-blind, too. */
export const SERIES: readonly string[] = [
  '#2f81c4',
  '#d1661f',
  '#2c9a72',
  '#b65fa4',
  '#8c7a2e',
  '#7a7f87',
  '#1f9bb0',
  '#d14f6a',
  '#5b6ad0',
  '#7c9a2e',
];
/** Strokes and gaps of lines. */
export const DASHES: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [5, 5],
  [1, 4],
];

/** @throws MetricError for an unknown theme */
export function paletteOf(theme: ChartTheme): Palette {
  if (theme === 'dark') return DARK;
  if (theme === 'light' || theme === 'auto') return LIGHT;
  throw new MetricError(`chart: theme is ${JSON.stringify(theme)}; expected auto, light or dark`);
}

/** What makes a light chart dark where the reader prefers that; it reaches no other drawing of the page. */
export const DARK_STYLE: string = `<style>@media (prefers-color-scheme: dark) {${(['ink', 'faint', 'paper'] as const)
  .flatMap((name) =>
    (['fill', 'stroke'] as const).map((what) => `.cv-chart [${what}="${LIGHT[name]}"]{${what}:${DARK[name]}}`),
  )
  .join('')}}</style>`;

/** Fonts and lines, the same in all charts. */
export function configOf({ ink, faint, paper }: Palette): Config {
  return {
    background: paper,
    padding: 16,
    font: 'system-ui, sans-serif',
    axis: {
      labelColor: ink,
      titleColor: ink,
      tickColor: faint,
      domainColor: faint,
      gridColor: faint,
      titleFontWeight: 'normal',
      labelFontSize: 11,
      titleFontSize: 12,
    },
    title: { color: ink, anchor: 'start', offset: 12, fontSize: 14 },
    legend: {
      labelColor: ink,
      titleColor: ink,
      orient: 'bottom',
      columns: 1,
      labelLimit: 0,
      labelFontSize: 12,
      symbolSize: 400,
      symbolStrokeWidth: 2,
    },
    view: { stroke: null },
  };
}
