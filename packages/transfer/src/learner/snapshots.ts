import { activeDevice } from '@cv/tensor';
import type { DeviceLostError } from '@cv/tensor/errors';
import type { TrainingState } from './training-state.ts';

/** Steps between two copies: what is repeated at most, against the time that a read of all weights takes. */
const STEPS_BETWEEN = 100;

/** Losses without a new copy in between, after which the device is no good. */
const MOST_LOSSES = 3;

/** A training that can be copied and set back. */
interface Restorable {
  state(): Promise<TrainingState>;
  restore(state: TrainingState): void;
}

/** Copies of a training in host memory, where its device can be lost. */
export class Snapshots {
  readonly #training: Restorable;
  #last: { readonly step: number; readonly state: TrainingState } | undefined;
  #losses = 0;

  constructor(training: Restorable) {
    this.#training = training;
  }

  /** Before each step: copies the training where it is time to. */
  async take(step: number): Promise<void> {
    if (activeDevice()?.volatile !== true) return;
    if (this.#last !== undefined && step < this.#last.step + STEPS_BETWEEN) return;
    this.#last = { step, state: await this.#training.state() };
    this.#losses = 0;
  }

  /**
   * Waits for the device to be open again and sets the training back to the last copy.
   *
   * @throws the error where there is no copy, or the device is lost again and again; what the device says when it does not open again
   */
  async recover(error: DeviceLostError): Promise<void> {
    if (this.#last === undefined || ++this.#losses > MOST_LOSSES) throw error;
    await activeDevice()?.activate();
    this.#training.restore(this.#last.state);
  }
}
