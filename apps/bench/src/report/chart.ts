import { parse, View } from 'vega';
import { compile } from 'vega-lite';
import { chartPoints } from './chart-point.ts';
import { chartSpec, FAINT, INK, PAPER } from './chart-spec.ts';
import type { Report } from './report.ts';

const STYLE = `<style>@media (prefers-color-scheme: dark) {
[fill="${INK}"] { fill: #e6edf3 } [stroke="${INK}"] { stroke: #e6edf3 } [stroke="${FAINT}"] { stroke: #30363d } [fill="${PAPER}"] { fill: #0d1117 }
}</style>`;

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
  const points = chartPoints(report);
  const view = new View(parse(compile(chartSpec(report, points)).spec), { renderer: 'none' });
  const svg = await view.toSVG().finally(() => view.finalize());
  const lines = points.map(({ label }) => escaped(label));
  const title = `<title>${escaped(report.suite)}: ours / peer</title><desc>${lines.join('. ')}</desc>`;
  return `${svg.replace(/<svg ([^>]*)>/, (_, attributes: string) => `<svg role="img" ${attributes}>${title}${STYLE}`)}\n`;
}
