import { WeightsError } from '@cv/tensor/errors';
import type { StateTensor } from './state-dict.ts';

/**
 * A whole number that belongs to the state of a module, like `num_batches_tracked`: an int64 scalar in the state dict.
 * It lives in JavaScript, so that counting a batch costs no device work.
 */
export class CountBuffer {
  /** The count, 0 and up. */
  value = 0;

  /** PyTorch's shape: a scalar. */
  readonly shape: readonly number[] = [];

  /** The count of this moment as plain data. */
  snapshot(): () => Promise<StateTensor> {
    const data = BigInt64Array.of(BigInt(this.value));
    return () => Promise.resolve({ dtype: 'int64', shape: [], data });
  }

  /** Replaces the count by a stored one. */
  load(stored: StateTensor, name: string): void {
    this.requireReadable(stored, name);
    this.value = Number(stored.data[0]);
  }

  /** @throws WeightsError when `stored` is no whole number of 0 and up. */
  requireReadable(stored: StateTensor, name: string): void {
    const value = Number(stored.data[0]);
    if (stored.data.length === 1 && Number.isSafeInteger(value) && value >= 0) return;
    throw new WeightsError(`loadStateDict: ${name} holds ${value}, expected one whole number of 0 and up`, {
      name,
      received: value,
    });
  }

  /** A whole number may be stored in any type. */
  requireDType(): void {}

  /** Nothing to free. */
  dispose(): void {}
}
