import { normalHalfWidth } from '../comparing/normal-distribution.ts';
import type { DetCurve } from '../curves/det-curve.ts';
import type { ChartOptions } from './chart-options.ts';
import { seriesLayers } from './curve-layers.ts';
import { namedCurves, type OneOrNamed } from './named-curves.ts';
import type { Palette } from './palette.ts';
import { renderSvg } from './render-svg.ts';
import { thinCurve } from './thin-curve.ts';

const RATES = [0.001, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999];

/**
 * DET curves as a picture: misses against false alarms, both on the scale of the normal distribution, on which scores that are
 * normally distributed give straight lines. The closer to the lower left corner, the better.
 *
 * @param curves what `detCurve` gives, or several by name, up to 6
 * @returns an SVG document; rates of 0 and 1 are infinitely far and left out, as are those beyond 0.1 % and 99.9 %
 * @throws MetricError for no curve or too many, an unknown theme, or a size out of range
 * @source Martin et al., "The DET curve in assessment of detection task performance", 1997
 * @example
 * ```ts
 * const svg = await detChart(detCurve([0, 0, 1, 0, 1, 1], [0.1, 0.4, 0.35, 0.5, 0.45, 0.8]));
 * svg.includes('equal error rate 0.333'); // true
 * ```
 */
export async function detChart(curves: OneOrNamed<DetCurve>, options: ChartOptions = {}): Promise<string> {
  const series = namedCurves('detChart', curves, ['fpr', 'fnr']).map(({ name, curve }) => ({
    name: `${name === '' ? '' : `${name}: `}equal error rate ${equalErrorRate(curve).toFixed(3)}`,
    points: thinCurve(curve.fpr.map(probit), curve.fnr.map(probit)),
  }));
  const { title = 'Detection error tradeoff' } = options;
  const labels = {
    values: RATES.map(probit),
    labelExpr: "format(cumulativeNormal(datum.value), '.3~p')",
  };
  const domain = domainOf(series.flatMap(({ points }) => points.flatMap(({ x, y }) => [x, y])));
  const draw = (_: Palette, size: object): object => ({
    ...size,
    layer: seriesLayers(series, {
      x: { title: 'false positive rate', domain, labels },
      y: { title: 'false negative rate (misses)', domain, labels },
    }),
  });
  return renderSvg({ draw, title, description: series.map(({ name }) => name).join('; ') }, options);
}

/** From the labelled rate below all places to the one above them. */
function domainOf(places: readonly number[]): readonly [number, number] {
  const rates = RATES.map(probit);
  const most = rates.find((place) => places.every((other) => other <= place)) ?? rates.at(-1)!;
  const least = rates.findLast((place) => place < most && places.every((other) => other >= place)) ?? rates[0]!;
  return [least, most];
}

/** The place of a rate on the scale; NaN beyond its ends. */
function probit(rate: number): number {
  if (!(rate >= 0.001 && rate <= 0.999)) return Number.NaN;
  return rate === 0.5 ? 0 : Math.sign(rate - 0.5) * normalHalfWidth(Math.abs(2 * rate - 1));
}

/** The rate of the point where misses and false alarms are closest, halfway between the two. */
function equalErrorRate({ fpr, fnr }: DetCurve): number {
  let best = 0;
  for (let i = 1; i < fpr.length; i++) {
    if (Math.abs(fpr[i]! - fnr[i]!) < Math.abs(fpr[best]! - fnr[best]!)) best = i;
  }
  return (fpr[best]! + fnr[best]!) / 2;
}
