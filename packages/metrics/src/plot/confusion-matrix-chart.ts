import type { ConfusionMatrix } from '../confusion/confusion-matrix.ts';
import { MetricError } from '../metric-error.ts';
import type { ChartOptions } from './chart-options.ts';
import { type Palette, SERIES } from './palette.ts';
import { renderSvg } from './render-svg.ts';

/** Options of {@link confusionMatrixChart}. */
export interface ConfusionChartOptions extends ChartOptions {
  /** Names of the classes, in the order of the matrix; its labels by default. */
  readonly names?: readonly string[] | undefined;
}

/** Numbers stand in the cells of so many classes at most. */
const MOST_WITH_NUMBERS = 25;
const MOST_WITH_NAMES = 100;

/**
 * A confusion matrix as a heat map: rows are true classes, columns predicted ones; the darker a cell, the larger its share of the row.
 *
 * @param matrix what `confusionMatrix` gives, counts or shares
 * @returns an SVG document; numbers stand in the cells of up to 25 classes, names at the sides of up to 100
 * @throws MetricError for no classes, as many names as there are not classes, an unknown theme, or a size out of range
 * @example
 * ```ts
 * const svg = await confusionMatrixChart(confusionMatrix(['ant', 'bee', 'bee'], ['ant', 'ant', 'bee']));
 * svg.includes('1 of bee taken for ant'); // true
 * ```
 */
export async function confusionMatrixChart(
  { matrix, labels }: ConfusionMatrix,
  options: ConfusionChartOptions = {},
): Promise<string> {
  const names = options.names ?? labels.map(String);
  if (labels.length === 0) throw new MetricError('confusionMatrixChart: no classes; expected at least one');
  if (names.length !== labels.length) {
    throw new MetricError(`confusionMatrixChart: ${names.length} names for ${labels.length} classes`);
  }
  const cells = cellsOf(matrix);
  const side = Math.min(720, Math.max(220, 34 * labels.length));
  const { title = 'Confusion matrix', width = side, height = side } = options;
  const draw = (palette: Palette, size: object): object => ({ ...size, ...heatMap(cells, names, palette) });
  return renderSvg({ draw, title, description: described(cells, names) }, { ...options, width, height });
}

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly share: number;
  readonly text: string;
}

/** Those that are not empty. */
function cellsOf(matrix: ConfusionMatrix['matrix']): Cell[] {
  return matrix.flatMap((values, row) => {
    const total = values.reduce((sum, value) => sum + value, 0);
    return values.flatMap((value, column) =>
      value > 0 ? [{ row, column, value, share: value / total, text: shown(value) }] : [],
    );
  });
}

function shown(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-US') : String(Number(value.toPrecision(3)));
}

/** The share that is right, and what is confused most. */
function described(cells: readonly Cell[], names: readonly string[]): string {
  const sum = (some: readonly Cell[]): number => some.reduce((total, { value }) => total + value, 0);
  const wrong = cells.filter(({ row, column }) => row !== column).sort((a, b) => b.value - a.value);
  const right = sum(cells) - sum(wrong);
  const most = wrong.slice(0, 5).map(({ row, column, text }) => `${text} of ${names[row]} taken for ${names[column]}`);
  return [`${names.length} classes, ${shown(right)} of ${shown(sum(cells))} right`, ...most].join('; ');
}

function heatMap(cells: readonly Cell[], names: readonly string[], { ink, faint }: Palette): object {
  const hasNames = names.length <= MOST_WITH_NAMES;
  const band = (field: string, title: string): object => ({
    field,
    type: 'ordinal',
    // By number: names may be alike.
    scale: { domain: names.map((_, i) => i), padding: 0 },
    axis: {
      title,
      labelExpr: `${JSON.stringify(names)}[datum.value]`,
      labels: hasNames,
      ticks: false,
      labelLimit: 160,
      grid: false,
      ...(field === 'column' && { orient: 'top', labelAngle: names.some((name) => name.length > 3) ? -45 : 0 }),
    },
  });
  const [x, y] = [band('column', 'predicted'), band('row', 'true')];
  const numbers = {
    mark: { type: 'text', aria: false, color: ink, fontSize: 11 },
    encoding: { x, y, text: { field: 'text', type: 'nominal' } },
  };
  return {
    data: { values: cells },
    view: { stroke: faint },
    layer: [
      {
        mark: { type: 'rect', aria: false, color: SERIES[0] },
        // No stronger, so that the numbers can be read in both themes.
        encoding: {
          x,
          y,
          fillOpacity: {
            field: 'share',
            type: 'quantitative',
            legend: null,
            scale: { domain: [0, 1], range: [0.02, 0.65] },
          },
        },
      },
      ...(names.length <= MOST_WITH_NUMBERS ? [numbers] : []),
    ],
  };
}
