import type { ThresholdCriterion } from '@cv/metrics';
import { InvalidArgumentError } from 'commander';

/** A threshold, or what makes one the best. */
export type ThresholdChoice = number | { readonly best: ThresholdCriterion; readonly text: string };

/**
 * Reads `0.3`, `best:f1`, `best:f2` (any beta), `best:youden`, `best:precision@recall=0.9`, `best:recall@precision=0.9` or
 * `best:cost=<false positive>,<false negative>`.
 */
export function thresholdChoice(text: string): ThresholdChoice {
  if (text.startsWith('best:')) return { best: criterionOf(text.slice('best:'.length)), text };
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Expected a number, or best:f1, best:youden, ... (see below).');
}

function criterionOf(text: string): ThresholdCriterion {
  if (text === 'f1' || text === 'youden') return text;
  const beta = /^f(\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (beta !== undefined) return { fBeta: Number(beta) };
  const [, name, value] = /^(precision@recall|recall@precision)=([\d.]+)$/.exec(text) ?? [];
  const share = Number(value);
  if (name !== undefined && share >= 0 && share <= 1) {
    return name === 'precision@recall' ? { precisionAtRecall: share } : { recallAtPrecision: share };
  }
  const cost = /^cost=([\d.]+),([\d.]+)$/.exec(text)?.slice(1).map(Number);
  if (cost?.every(Number.isFinite)) return { cost: { falsePositive: cost[0]!, falseNegative: cost[1]! } };
  throw new InvalidArgumentError(
    'Expected best:f1, best:f<beta>, best:youden, best:precision@recall=<share>, best:recall@precision=<share> or best:cost=<fp>,<fn>.',
  );
}
