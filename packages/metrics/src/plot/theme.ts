import type { TopLevelSpec } from 'vega-lite';

/** Colours of a chart on light paper, each of which {@link darkStyle} replaces where the reader's scheme is dark. */
export const INK: string = '#24292f';
const FAINT: string = '#d0d7de';
const PAPER: string = '#ffffff';

/** Colours of series, to be told apart on white and on black; the first six by the colour-blind, too. */
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

/** The look that all charts share. */
export const config: NonNullable<TopLevelSpec['config']> = {
  background: 'transparent',
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
  legend: { labelColor: INK, titleColor: INK, titleFontWeight: 'normal', symbolOpacity: 1 },
  range: { category: [...SERIES] },
  view: { stroke: null },
};

/** Light colours become dark ones where the reader's scheme is dark. */
export const darkStyle: string = `<style>@media (prefers-color-scheme: dark) {
[fill="${INK}"] { fill: #e6edf3 } [stroke="${INK}"] { stroke: #e6edf3 } [stroke="${FAINT}"] { stroke: #30363d } [fill="${PAPER}"] { fill: #0d1117 }
}</style>`;
