import type { MatchedImage } from './coco-matching.ts';

/** Average precision and greatest recall of a class at an IoU. */
export interface ClassPrecision {
  readonly averagePrecision: number;
  readonly recall: number;
}

/** To the last bit as NumPy's linspace(0, 1, 101). */
const RECALLS: readonly number[] = Array.from({ length: 101 }, (_, i) => (i === 100 ? 1 : i * 0.01));

/**
 * Precision at 101 recalls, each the best at that recall or a higher one, averaged.
 *
 * @returns undefined when no object counts
 * @source pycocotools `COCOeval.accumulate`
 */
export function accumulateClass(
  images: readonly MatchedImage[],
  { threshold, maxDetections }: { readonly threshold: number; readonly maxDetections: number },
): ClassPrecision | undefined {
  const positives = images.reduce((sum, image) => sum + image.positives, 0);
  if (positives === 0) return undefined;
  const ranked = images
    .flatMap(({ scores, outcomes }) =>
      scores.slice(0, maxDetections).map((score, d) => ({ score, outcome: outcomes[threshold]![d]! })),
    )
    .sort((a, b) => b.score - a.score);
  const { recall, precision } = envelope(ranked, positives);
  let sum = 0;
  let at = 0;
  for (const least of RECALLS) {
    while (at < recall.length && recall[at]! < least) at++;
    if (at === recall.length) break;
    sum += precision[at]!;
  }
  return { averagePrecision: sum / RECALLS.length, recall: recall.at(-1) ?? 0 };
}

/** Recall, rising, and precision, made falling. */
function envelope(
  ranked: readonly { readonly outcome: number }[],
  positives: number,
): { readonly recall: Float64Array; readonly precision: Float64Array } {
  const recall = new Float64Array(ranked.length);
  const precision = new Float64Array(ranked.length);
  let [tp, fp] = [0, 0];
  for (const [i, { outcome }] of ranked.entries()) {
    if (outcome === 1) tp += 1;
    if (outcome === 0) fp += 1;
    recall[i] = tp / positives;
    precision[i] = tp === 0 ? 0 : tp / (tp + fp);
  }
  for (let i = ranked.length - 2; i >= 0; i--) precision[i] = Math.max(precision[i]!, precision[i + 1]!);
  return { recall, precision };
}
