import { auc } from '../curves/auc.ts';
import type { RocCurve } from '../curves/roc-curve.ts';
import type { ChartOptions } from './chart-options.ts';
import { referenceLayers, seriesLayers } from './curve-layers.ts';
import { namedCurves, type OneOrNamed } from './named-curves.ts';
import { renderSvg } from './render-svg.ts';
import { thinCurve } from './thin-curve.ts';

/**
 * ROC curves as a picture, with the diagonal of guessing and the area under each, (0.5 for guessing, 1 at best).
 *
 * @param curves what `rocCurve` gives, or several by name, up to 6
 * @returns an SVG document; curves of millions of points are thinned to what can be seen
 * @throws MetricError for no curve or too many, an unknown theme, or a size out of range
 * @example
 * ```ts
 * const svg = await rocChart(rocCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), { title: 'Ants and bees' });
 * svg.includes('AUC 0.750'); // true
 * ```
 */
export async function rocChart(curves: OneOrNamed<RocCurve>, options: ChartOptions = {}): Promise<string> {
  const series = namedCurves('rocChart', curves, ['fpr', 'tpr']).map(({ name, curve: { fpr, tpr } }) => ({
    name: `${name === '' ? '' : `${name}: `}AUC ${auc(fpr, tpr).toFixed(3)}`,
    points: thinCurve(fpr, tpr),
  }));
  const { title = 'ROC curve' } = options;
  const draw: Parameters<typeof renderSvg>[0]['draw'] = (palette, size) => ({
    ...size,
    layer: [
      ...referenceLayers(
        [
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ],
        palette,
      ),
      ...seriesLayers(series, {
        x: { title: 'false positive rate', domain: [0, 1] },
        y: { title: 'true positive rate (recall)', domain: [0, 1] },
      }),
    ],
  });
  return renderSvg(
    { draw, title, description: [...series.map(({ name }) => name), 'guessing 0.5'].join('; ') },
    options,
  );
}
