import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { MetricError } from '../metric-error.ts';
import type { ChartOptions } from './chart-options.ts';
import { configOf, DARK_STYLE, type Palette, paletteOf } from './palette.ts';

/** A chart but for its looks. */
export interface Chart {
  /** What is drawn. */
  readonly draw: (palette: Palette, size: Readonly<Record<'width' | 'height', number>>) => object;
  readonly title: string;
  /** What a screen reader says of it: the numbers. */
  readonly description: string;
}

/**
 * A chart as an SVG document, with a title and a description for screen readers.
 *
 * @throws MetricError for an unknown theme or a size that is no positive number
 */
export async function renderSvg(
  { draw, title, description }: Chart,
  { theme = 'auto', width = 360, height = 360 }: ChartOptions,
): Promise<string> {
  for (const [name, value] of Object.entries({ width, height })) {
    if (!(value > 0 && value <= 10_000)) throw new MetricError(`chart: ${name} is ${value}; expected pixels, 1..10000`);
  }
  const palette = paletteOf(theme);
  // The types of a specification tell hundreds of combinations apart; what is drawn is checked when it is compiled.
  const spec = { title, config: configOf(palette), ...draw(palette, { width, height }) } as unknown as TopLevelSpec;
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG().finally(() => view.finalize());
  const head = `<title>${escaped(title)}</title><desc>${escaped(description)}</desc>${theme === 'auto' ? DARK_STYLE : ''}`;
  const opened = svg.replace(
    /^<svg ([^>]*?) class="[^"]*"/,
    (_, namespaces: string) => `<svg role="img" class="cv-chart" ${namespaces}`,
  );
  return `${opened.replace('>', () => `>${head}`)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
