import type { RankedScores, Ranking } from './ranking.ts';
import { ThresholdCursor } from './threshold-cursor.ts';

/**
 * Area under the ROC curve up to a false positive rate, standardised after McClish when that is below 1. Without weights the area
 * is a sum of halves, which doubles hold exactly.
 */
export function rocArea(ranking: Ranking, maxFpr = 1): number {
  const [positives, negatives] = totals(ranking);
  if (!(positives > 0 && negatives > 0)) return Number.NaN;
  const end = maxFpr * negatives;
  const cursor = new ThresholdCursor(ranking);
  let [area, tp, fp] = [0, 0, 0];
  while (cursor.next()) {
    const { truePositives, falsePositives } = cursor;
    if (falsePositives > end && maxFpr < 1) {
      const across = (end - fp) / (falsePositives - fp);
      const height = tp + across * (truePositives - tp);
      area += ((end - fp) * (tp + height)) / 2;
      break;
    }
    area += ((falsePositives - fp) * (tp + truePositives)) / 2;
    [tp, fp] = [truePositives, falsePositives];
  }
  const share = area / (positives * negatives);
  if (maxFpr === 1) return share;
  const least = maxFpr ** 2 / 2;
  return (1 + (share - least) / (maxFpr - least)) / 2;
}

/** Area under the precision-recall curve as a sum of steps: precision where each recall is first reached. */
export function stepArea(ranking: Ranking): number {
  const [positives] = totals(ranking);
  if (positives === 0) return 0;
  const cursor = new ThresholdCursor(ranking);
  let [area, lost, tp] = [0, 0, 0];
  while (cursor.next()) {
    const { truePositives, falsePositives } = cursor;
    if (truePositives === tp) continue;
    // Compensated (Kahan): millions of small terms.
    const term = (truePositives - tp) * (truePositives / (truePositives + falsePositives)) - lost;
    const sum = area + term;
    lost = sum - area - term;
    area = sum;
    tp = truePositives;
  }
  return area / positives;
}

/** Area under the precision-recall curve as a sum of trapezoids, from precision 1 at recall 0. */
export function trapezoidArea(ranking: Ranking): number {
  const [positives] = totals(ranking);
  // Recall is 1 by definition then, and one line leads from precision 0 to the end of the curve.
  if (positives === 0) return 0.5;
  const cursor = new ThresholdCursor(ranking);
  let [area, lost, tp, precision] = [0, 0, 0, 1];
  while (cursor.next()) {
    const { truePositives, falsePositives } = cursor;
    const here = truePositives / (truePositives + falsePositives);
    const term = ((truePositives - tp) * (precision + here)) / 2 - lost;
    const sum = area + term;
    lost = sum - area - term;
    area = sum;
    tp = truePositives;
    precision = here;
  }
  return area / positives;
}

/** Weight of the positives and of the negatives, summed in the order of the curve, so that it ends at exactly 1. */
function totals({ positive, negative }: Ranking): readonly [number, number] {
  return [weightOf(positive), weightOf(negative)];
}

function weightOf({ scores, weights }: RankedScores): number {
  return weights === undefined ? scores.length : weights.reduce((sum, weight) => sum + weight, 0);
}
