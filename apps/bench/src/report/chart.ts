import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { number } from './cells.ts';
import type { Report } from './report.ts';

const [INK, FAINT] = ['#24292f', '#d0d7de'];
/** Colours of the peers, to be told apart on white and on black and by the colour-blind, too; the shapes differ as well. */
const SERIES = ['#2f81c4', '#d1661f', '#2c9a72', '#b65fa4', '#8c7a2e', '#7a7f87'];
const SHAPES = ['circle', 'square', 'diamond', 'triangle-up', 'cross', 'triangle-down'];

const STYLE = `<style>@media (prefers-color-scheme: dark) {
[fill="${INK}"] { fill: #e6edf3 } [stroke="${INK}"] { stroke: #e6edf3 } [stroke="${FAINT}"] { stroke: #30363d } [fill="white"] { fill: #0d1117 }
}</style>`;

function points({ rows }: Report): Record<string, string | number>[] {
  return rows.map(({ work, peerName, ratio, ratioRange: { q1, q3 } }) => {
    const label = `${work}: ours / ${peerName} is ${number(ratio)}, quartiles ${number(q1)} to ${number(q3)}`;
    return { work, peer: peerName, ratio, q1, q3, label, text: number(ratio) };
  });
}

/** Room on a log axis for every point and for 1.0. */
function domain({ rows }: Report): [number, number] {
  const values = [1, ...rows.flatMap(({ ratio, ratioRange: { q1, q3 } }) => [ratio, q1, q3])];
  return [Math.min(...values) / 1.3, Math.max(...values) * 1.5];
}

function specOf(report: Report): TopLevelSpec {
  const { suite, environment } = report;
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
    scale: { type: 'log', domain: domain(report), nice: false },
    axis: { tickCount: 6, format: '~r' },
  } as const;
  const label = { field: 'label', type: 'nominal' } as const;
  return {
    title: {
      text: `${suite}: ratio of the medians to each peer`,
      subtitle: `${environment.cpu}, ${environment.threads} threads each, ${environment.date.slice(0, 10)}; lines from quartile to quartile`,
    },
    data: { values: points(report) },
    width: 460,
    height: { step: 18 },
    background: 'white',
    padding: 16,
    layer: [
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
    ],
    config: {
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
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The ratio of every work to every peer as a picture: points with their quartiles on a log axis, with a line at 1.0. It has a title and a
 * description for screen readers and follows the reader's light or dark scheme.
 *
 * @returns an SVG document
 */
export async function chart(report: Report): Promise<string> {
  const view = new View(parse(compile(specOf(report)).spec), { renderer: 'none' });
  const svg = await view.toSVG().finally(() => view.finalize());
  const lines = points(report).map(({ label }) => escaped(String(label)));
  const title = `<title>${escaped(report.suite)}: ours / peer</title><desc>${lines.join('. ')}</desc>`;
  return `${svg.replace(/<svg ([^>]*)>/, (_, attributes: string) => `<svg role="img" ${attributes}>${title}${STYLE}`)}\n`;
}
