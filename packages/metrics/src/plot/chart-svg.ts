import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { config, darkStyle } from './theme.ts';

/** What a screen reader says of a chart. */
export interface ChartText {
  readonly title: string;
  /** The chart in words. */
  readonly description: string;
}

/**
 * Draws a chart: an SVG document with title and description, that follows the reader's light or dark scheme. No canvas, no browser.
 *
 * @param spec in the terms of Vega-Lite, without a theme of its own
 */
export async function chartSvg(spec: TopLevelSpec, { title, description }: ChartText): Promise<string> {
  const view = new View(parse(compile({ ...spec, config }).spec), { renderer: 'none' });
  const svg = await view.toSVG().finally(() => view.finalize());
  const words = `<title>${escaped(title)}</title><desc>${escaped(description)}</desc>`;
  return `${svg.replace(/<svg ([^>]*)>/, (_, attributes: string) => `<svg role="img" ${attributes}>${words}${darkStyle}`)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
