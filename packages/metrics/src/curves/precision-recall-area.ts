import type { Indicators } from '../inputs/indicators.ts';
import { distinctLabels, type Label } from '../inputs/labels.ts';
import { type PositiveOptions, shown } from '../inputs/positive-class.ts';
import { requireSamples } from '../inputs/same-length.ts';
import { isMatrix, type ScoreMatrix } from '../inputs/score-matrix.ts';
import { MetricError } from '../metric-error.ts';
import { type AreaAverage, type AreaOptions, averagedArea, classIndicators } from './averaged-area.ts';
import { type Ranking, rank } from './ranking.ts';

/** An area under precision-recall curves of one column of scores or several. */
export function precisionRecallArea<A extends AreaAverage | null>(
  where: string,
  data: {
    readonly yTrue: ArrayLike<Label> | Indicators;
    readonly yScore: ArrayLike<number> | ScoreMatrix;
    readonly options: AreaOptions<A> & PositiveOptions;
  },
  area: (ranking: Ranking) => number,
): A extends null ? number[] : number {
  type Result = A extends null ? number[] : number; // follows from `average`, which `averagedArea` looks at
  const { yTrue, yScore } = data;
  const { labels, posLabel, sampleWeight, average = 'macro' } = data.options;
  requireSamples(where, { yTrue, yScore, sampleWeight });
  if (isMatrix(yScore)) {
    const indicators = classIndicators(where, yTrue, { yScore, labels });
    return averagedArea(where, { yTrue: indicators, yScore, sampleWeight }, { average, area }) as Result;
  }
  if (isMatrix(yTrue)) throw new MetricError(`${where}: yTrue has several classes a sample, yScore one score`);
  if (posLabel !== undefined) requirePosLabel(where, yTrue, posLabel);
  return area(rank(where, yTrue, yScore as ArrayLike<number>, { posLabel, sampleWeight })) as Result;
}

function requirePosLabel(where: string, yTrue: ArrayLike<Label>, posLabel: Label): void {
  for (let i = 0; i < yTrue.length; i++) if (yTrue[i] === posLabel) return;
  const present = distinctLabels(where, { yTrue });
  if (present.length < 2) return;
  throw new MetricError(`${where}: posLabel ${JSON.stringify(posLabel)} is not one of ${shown(present)}`);
}
