import type { CalibrationCurve } from '../thresholds/calibration-curve.ts';
import type { ChartOptions } from './chart-options.ts';
import { referenceLayers, seriesLayers } from './curve-layers.ts';
import { namedCurves, type OneOrNamed } from './named-curves.ts';
import { type Palette, SERIES } from './palette.ts';
import { renderSvg } from './render-svg.ts';

/**
 * Calibration curves (a reliability diagram) as a picture: how often what was predicted with a probability came true, with the
 * diagonal of perfect calibration, and below it how many samples stand behind each point. Of several classes, give the curve of the
 * confidences: `calibrationCurve(isRight, highestProbability)`.
 *
 * @param curves what `calibrationCurve` gives, or several by name, up to 6
 * @returns an SVG document
 * @throws MetricError for no curve or too many, an unknown theme, or a size out of range
 * @example
 * ```ts
 * const svg = await calibrationChart(calibrationCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]));
 * svg.includes('calibration error 0.1'); // true
 * ```
 */
export async function calibrationChart(
  curves: OneOrNamed<CalibrationCurve>,
  options: ChartOptions = {},
): Promise<string> {
  const named = namedCurves('calibrationChart', curves, ['probTrue', 'probPred', 'counts']);
  const series = named.map(({ name, curve }) => ({
    name: `${name === '' ? '' : `${name}: `}calibration error ${calibrationError(curve).toFixed(3)}`,
    points: curve.probPred.map((x, i) => ({ x, y: curve.probTrue[i]! })),
    counts: curve.counts,
  }));
  const { title = 'Calibration' } = options;
  const x = { title: 'predicted probability', domain: [0, 1] } as const;
  const draw = (palette: Palette, { width, height }: { readonly width: number; readonly height: number }): object => ({
    vconcat: [
      {
        width,
        height,
        layer: [
          ...referenceLayers(
            [
              { x: 0, y: 0 },
              { x: 1, y: 1 },
            ],
            palette,
          ),
          ...seriesLayers(series, { x, y: { title: 'share that is positive', domain: [0, 1] } }),
          ...series.map(dots),
        ],
      },
      { width, height: Math.max(30, height / 6), layer: series.map(bars) },
    ],
  });
  const description = series.map(({ name, points }) => `${name}: ${points.map(told).join(', ')}`).join('; ');
  return renderSvg({ draw, title, description }, options);
}

interface CountedSeries {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly counts: readonly number[];
}

const told = ({ x, y }: CountedSeries['points'][number]): string =>
  `${y.toFixed(2)} of those predicted with ${x.toFixed(2)}`;

/** Mean distance of the bins from the diagonal, by their samples. */
function calibrationError({ probTrue, probPred, counts }: CalibrationCurve): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.reduce((sum, n, i) => sum + (n / total) * Math.abs(probTrue[i]! - probPred[i]!), 0);
}

function dots({ points }: CountedSeries, index: number): object {
  return {
    mark: { type: 'point', aria: false, filled: true, size: 45, opacity: 1, color: SERIES[index] },
    data: { values: points },
    encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
  };
}

function bars({ points, counts }: CountedSeries, index: number): object {
  return {
    mark: { type: 'rule', aria: false, strokeWidth: 6, opacity: 0.7, color: SERIES[index] },
    data: { values: points.map(({ x }, i) => ({ x, count: counts[i], zero: 0 })) },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        scale: { domain: [0, 1] },
        axis: { title: null, labels: false, tickCount: 6 },
      },
      y: { field: 'zero', type: 'quantitative', axis: { title: 'samples', tickCount: 2, format: '~s' } },
      y2: { field: 'count' },
    },
  };
}
