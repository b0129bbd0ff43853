import { calibrationCurve, confusionAtThresholds, type Label } from '@cv/metrics';
import {
  calibrationChart,
  confusionMatrixChart,
  precisionRecallChart,
  rocChart,
  thresholdChart,
} from '@cv/metrics/plot';
import type { Evaluation, RankedClass } from './evaluation.ts';
import type { ScoreTable } from './score-table.ts';

/** More would not be told apart. */
const MOST_CURVES = 6;

/** The pictures of an evaluation by the names of their files; of many classes, curves of the first six. */
export async function drawCharts(
  { confusion, classes, ranked, positive, threshold, isProbability }: Evaluation,
  { labels, classes: columns, scores }: ScoreTable,
): Promise<Readonly<Record<string, string>>> {
  const charts: Record<string, string> = {
    'confusion.svg': await confusionMatrixChart(confusion, { names: classes }),
  };
  if (ranked.length > 0) {
    charts['roc.svg'] = await rocChart(curves(ranked, (one) => one.ranking.rocCurve()));
    charts['precision-recall.svg'] = await precisionRecallChart(
      curves(ranked, (one) => one.ranking.precisionRecallCurve()),
    );
  }
  if (positive !== undefined) {
    const label: Label = typeof labels[0] === 'number' ? Number(positive) : positive;
    const yTrue = Uint8Array.from(labels, (one) => (one === label ? 1 : 0));
    const column = scores[columns.length === 0 ? 0 : columns.indexOf(positive)]!;
    charts['thresholds.svg'] = await thresholdChart(confusionAtThresholds(yTrue, column), { threshold });
    if (isProbability)
      charts['calibration.svg'] = await calibrationChart(calibrationCurve(yTrue, column, { bins: 10 }));
  }
  return charts;
}

function curves<T extends object>(
  ranked: readonly RankedClass[],
  draw: (one: RankedClass) => T,
): T | Record<string, T> {
  if (ranked.length === 1) return draw(ranked[0]!);
  return Object.fromEntries(ranked.slice(0, MOST_CURVES).map((one) => [`class ${one.name}`, draw(one)]));
}
