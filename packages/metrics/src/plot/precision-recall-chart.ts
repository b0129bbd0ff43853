import { auc } from '../curves/auc.ts';
import type { PrecisionRecallCurve } from '../curves/precision-recall-curve.ts';
import type { ChartOptions } from './chart-options.ts';
import { referenceLayers, type Series, seriesLayers } from './curve-layers.ts';
import { type NamedCurve, namedCurves, type OneOrNamed } from './named-curves.ts';
import { type Palette, SERIES } from './palette.ts';
import { renderSvg } from './render-svg.ts';
import { thinCurve } from './thin-curve.ts';

/**
 * Precision-recall curves as a picture, with both areas: average precision, under steps, and PR-AUC, under straight lines, which are
 * dashed beside a single curve. A dotted line is the precision of guessing, the share of positives (of the first curve).
 *
 * @param curves what `precisionRecallCurve` gives, or several by name, up to 6
 * @returns an SVG document; curves of millions of points are thinned to what can be seen
 * @throws MetricError for no curve or too many, an unknown theme, or a size out of range
 * @example
 * ```ts
 * const svg = await precisionRecallChart(precisionRecallCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), { theme: 'dark' });
 * svg.includes('average precision 0.833'); // true
 * ```
 */
export async function precisionRecallChart(
  curves: OneOrNamed<PrecisionRecallCurve>,
  options: ChartOptions = {},
): Promise<string> {
  const named = namedCurves('precisionRecallChart', curves, ['precision', 'recall']);
  const series = named.length === 1 && named[0]!.name === '' ? bothLines(named[0]!.curve) : named.map(oneLine);
  const share = named[0]!.curve.precision[0]!;
  const guessing = `guessing ${share.toFixed(3)}`;
  const { title = 'Precision-recall curve' } = options;
  const draw = (palette: Palette, size: object): object => ({
    ...size,
    layer: [
      ...(named.length === 1 ? [shade(series[0]!)] : []),
      ...referenceLayers(
        [
          { x: 0, y: share },
          { x: 1, y: share },
        ],
        palette,
        guessing,
      ),
      ...seriesLayers(series, {
        x: { title: 'recall', domain: [0, 1] },
        y: { title: 'precision', domain: [0, 1] },
      }),
    ],
  });
  const description = [...series.map(({ name }) => name), guessing].join('; ');
  return renderSvg({ draw, title, description }, options);
}

const points = ({ precision, recall }: PrecisionRecallCurve): Series['points'] =>
  thinCurve(recall.toReversed(), precision.toReversed());

/** The area under steps: the sum of the precisions, each as wide as the recall grows. */
function stepArea({ precision, recall }: PrecisionRecallCurve): number {
  let sum = 0;
  for (let i = 0; i + 1 < recall.length; i++) sum += (recall[i]! - recall[i + 1]!) * precision[i]!;
  return sum;
}

const areaText = (area: number): string => area.toFixed(3);

function bothLines(curve: PrecisionRecallCurve): Series[] {
  return [
    { name: `average precision ${areaText(stepArea(curve))} (steps)`, points: points(curve), steps: true },
    { name: `PR-AUC ${areaText(auc(curve.recall, curve.precision))} (straight lines)`, points: points(curve) },
  ];
}

function oneLine({ name, curve }: NamedCurve<PrecisionRecallCurve>): Series {
  const areas = `average precision ${areaText(stepArea(curve))}, PR-AUC ${areaText(auc(curve.recall, curve.precision))}`;
  return { name: `${name}: ${areas}`, points: points(curve), steps: true };
}

/** The area under the steps. */
function shade(series: Series): object {
  return {
    mark: { type: 'area', aria: false, interpolate: 'step-before', opacity: 0.12, color: SERIES[0] },
    data: { values: series.points },
    encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative', stack: null } },
  };
}
