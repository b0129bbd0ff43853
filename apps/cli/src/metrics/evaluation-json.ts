import type { Evaluation } from './evaluation.ts';

/** What `--json` prints and `metrics.json` holds; what has no answer is null. */
export function evaluationJson(file: string, evaluation: Evaluation): string {
  const { count, classes, positive, threshold, thresholdFrom, scores, confusion, report, recommendation } = evaluation;
  const out = {
    file,
    count,
    classes,
    positive,
    threshold,
    thresholdFrom,
    ...scores,
    confusion: confusion.matrix,
    recommendation,
    report,
  };
  return JSON.stringify(out, null, 2);
}
