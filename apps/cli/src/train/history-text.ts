import type { EpochReport } from '@cv/transfer';

/** The epochs of a training as CSV: numbers in full, an empty field where nothing was measured. */
export function historyText(epochs: readonly EpochReport[]): string {
  const rows = epochs.map(({ epoch, loss, accuracy, valid }) => [
    epoch + 1,
    loss,
    accuracy,
    valid?.loss ?? '',
    valid?.accuracy ?? '',
  ]);
  return [['epoch', 'loss', 'accuracy', 'valid_loss', 'valid_accuracy'], ...rows]
    .map((row) => `${row.join(',')}\n`)
    .join('');
}
