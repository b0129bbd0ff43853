import type { Evaluation } from '@cv/transfer';

/** How many pictures were classified wrong: all that are off the diagonal of the confusion matrix. */
export function wrongCount({ confusion, count }: Pick<Evaluation, 'confusion' | 'count'>): number {
  return confusion.reduce((wrong, row, i) => wrong - row[i]!, count);
}
