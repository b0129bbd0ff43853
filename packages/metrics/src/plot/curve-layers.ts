import { DASHES, type Palette, SERIES } from './palette.ts';
import type { Point } from './thin-curve.ts';

/** A line of a chart. */
export interface Series {
  /** In the legend. */
  readonly name: string;
  readonly points: readonly Point[];
  /** Straight lines between the points by default. */
  readonly steps?: boolean;
}

/** How the axes are called and how far they reach. */
export interface Axes {
  readonly x: Axis;
  readonly y: Axis;
}

interface Axis {
  readonly title: string;
  readonly domain: readonly [number, number];
  /** Labels other than the numbers. */
  readonly labels?: { readonly values: readonly number[]; readonly labelExpr: string } | undefined;
}

const axis = ({ title, domain, labels }: Axis): object => ({
  type: 'quantitative',
  scale: { domain, nice: false, zero: false },
  axis: { title, tickCount: 6, labelFlush: false, ...labels },
});

/** Lines in their colours and dashes, and the legend that names them. */
export function seriesLayers(series: readonly Series[], { x, y }: Axes): object[] {
  const domain = series.map(({ name }) => name);
  const color = {
    field: 'name',
    type: 'nominal',
    scale: { domain, range: SERIES.slice(0, domain.length) },
    legend: { title: null },
  };
  const strokeDash = { ...color, scale: { domain, range: DASHES.slice(0, domain.length) } };
  return series.map(({ name, points, steps = false }) => ({
    // A line of one point is none.
    mark: {
      type: 'line',
      aria: false,
      interpolate: steps ? 'step-before' : 'linear',
      strokeWidth: 2,
      strokeCap: 'butt',
    },
    data: { values: points.map((point, i) => ({ ...point, i, name })) },
    encoding: {
      x: { field: 'x', ...axis(x) },
      y: { field: 'y', ...axis(y) },
      order: { field: 'i', type: 'quantitative' },
      color,
      strokeDash,
    },
  }));
}

/** A thin straight line to compare with, and what it is. */
export function referenceLayers([from, to]: readonly [Point, Point], { ink }: Palette, label?: string): object[] {
  const line = {
    mark: { type: 'line', aria: false, strokeWidth: 1, strokeDash: [3, 3], color: ink, opacity: 0.7 },
    data: { values: [from, to] },
    encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
  };
  if (label === undefined) return [line];
  const text = {
    mark: { type: 'text', aria: false, align: 'left', baseline: 'bottom', dx: 4, dy: -3, fontSize: 11, color: ink },
    data: { values: [{ ...from, label }] },
    encoding: { ...line.encoding, text: { field: 'label', type: 'nominal' } },
  };
  return [line, text];
}
