import type { Indicators } from '../inputs/indicators.ts';
import type { ScoreMatrix } from '../inputs/score-matrix.ts';
import { rocArea } from './areas.ts';
import { rankFlags } from './ranking.ts';

/**
 * Mean of the areas under the ROC curves of all pairs of classes that occur, each pair both ways.
 *
 * @param weighted weigh pairs by how many samples are of one of the two
 * @source Hand and Till, "A simple generalisation of the area under the ROC curve for multiple class classification problems",
 *   2001; scikit-learn's `_average_multiclass_ovo_score`
 */
export function oneVersusOne(
  yTrue: Indicators,
  yScore: ScoreMatrix,
  { weighted }: { readonly weighted: boolean },
): number {
  const members = Array.from(yTrue[0]!, (): number[] => []);
  for (let i = 0; i < yTrue.length; i++) members[Array.from(yTrue[i]!).indexOf(1)]!.push(i);
  const present = [...members.keys()].filter((k) => members[k]!.length > 0);
  const area = (positive: number, negative: number): number => {
    const samples = [...members[positive]!, ...members[negative]!];
    const flags = Uint8Array.from(samples, (_, i) => Number(i < members[positive]!.length));
    return rocArea(rankFlags('rocAuc', flags, { yScore: samples.map((i) => yScore[i]![positive]!) }));
  };
  let [sum, total] = [0, 0];
  present.forEach((a, i) => {
    for (const b of present.slice(i + 1)) {
      const weight = weighted ? members[a]!.length + members[b]!.length : 1;
      sum += (weight * (area(a, b) + area(b, a))) / 2;
      total += weight;
    }
  });
  return sum / total;
}
