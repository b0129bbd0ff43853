import { randomAffine } from '@cv/data';
import type { StateDict } from '@cv/layers';
import { activeDevice } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { Learner, type TrainingState } from '@cv/transfer';
import { type Classifier, models } from '@cv/zoo';
import type { Serial } from './serial.ts';
import type { TrainingEnd, TrainingRequest } from './training-types.ts';

interface Run {
  readonly request: TrainingRequest;
  /** Null while the training has left a device and not arrived on another. */
  onDevice: { readonly model: Classifier; readonly learner: Learner } | null;
  state: TrainingState | null;
}

/** Trains LeNet-5 from scratch; a training can be paused, go on, also on another device, and be stopped. */
export class Trainer {
  readonly #publish: (state: StateDict) => void;
  readonly #turns: Serial;
  #run: Run | null = null;
  #interrupt: { readonly controller: AbortController; kind: 'paused' | 'stopped' } | null = null;

  /**
   * @param publish gets the weights after every epoch and at every end
   * @param turns a training begins in its turn: not while devices are tried or switched, which it would be recorded on
   */
  constructor(publish: (state: StateDict) => void, turns: Serial) {
    this.#publish = publish;
    this.#turns = turns;
  }

  /** Whether there is a training to go on with. */
  get canResume(): boolean {
    return this.#run !== null && this.#interrupt === null;
  }

  /** Begins a new training; one that was paused is forgotten. Resolves when it has ended or was interrupted. */
  start(request: TrainingRequest): Promise<TrainingEnd> {
    return this.#inTurn(() => {
      this.#forget();
      this.#run = { request, onDevice: null, state: null };
    });
  }

  /** Goes on with a paused training. */
  resume(): Promise<TrainingEnd> {
    return this.#inTurn(() => undefined);
  }

  /** Interrupts after the step under way: paused, to go on later, or stopped for good. Either way the weights so far are kept. */
  interrupt(kind: 'paused' | 'stopped'): void {
    if (this.#interrupt !== null) {
      this.#interrupt.kind = kind;
      this.#interrupt.controller.abort();
    } else if (kind === 'stopped') {
      this.#forget();
    }
  }

  /** Takes a paused training off its device. @throws OptionError while it runs */
  async leaveDevice(): Promise<void> {
    this.requireIdle();
    const run = this.#run;
    if (run?.onDevice == null) return;
    try {
      run.state = await run.onDevice.learner.state();
    } catch (error) {
      if (run.state === null) throw error; // else the state after the last epoch is what a lost device leaves
    }
    this.#leave(run);
  }

  /** Begins in a turn and goes on after it: answers take turns with the steps. */
  async #inTurn(prepare: () => void): Promise<TrainingEnd> {
    const { fit } = await this.#turns.run(async () => {
      this.requireIdle();
      activeDevice()?.require('train');
      prepare();
      return { fit: this.#fit() }; // begun, not awaited
    });
    return await fit;
  }

  async #fit(): Promise<TrainingEnd> {
    const run = this.#run;
    if (run === null) throw new OptionError('there is no training to go on with; start one');
    const interrupt = { controller: new AbortController(), kind: 'paused' as 'paused' | 'stopped' };
    this.#interrupt = interrupt;
    try {
      run.onDevice ??= await build(run);
      const { learner, model } = run.onDevice;
      const { epochs, lrMax, onStep, onEpoch, onRepeat } = run.request;
      const { status } = await learner.fitOneCycle(epochs, {
        lrMax,
        signal: interrupt.controller.signal,
        onDeviceLost: ({ step }) => onRepeat(step),
        onStep: async (report) => {
          onStep(report);
          await breathe();
        },
        onEpoch: async ({ epoch, loss, accuracy, valid }) => {
          run.state = await learner.state(); // what a lost device leaves
          this.#publish(run.state.model);
          onEpoch({ epoch, loss, accuracy, ...(valid && { testAccuracy: valid.accuracy }) });
        },
      });
      this.#publish(await model.stateDict());
      const end = status === 'completed' ? 'completed' : interrupt.kind;
      if (end !== 'paused') this.#forget();
      return end;
    } catch (error) {
      this.#leave(run);
      if (run.state === null) this.#run = null;
      throw error;
    } finally {
      this.#interrupt = null;
    }
  }

  #leave(run: Run): void {
    run.onDevice?.learner.dispose();
    run.onDevice?.model.dispose();
    run.onDevice = null;
  }

  #forget(): void {
    if (this.#run !== null) this.#leave(this.#run);
    this.#run = null;
  }

  /** @throws OptionError while a training runs */
  requireIdle(): void {
    if (this.#interrupt === null) return;
    throw new OptionError('a training is running; pause or stop it first');
  }
}

const BREATHE_EVERY_MS = 50;
let breathed = 0;

/** Lets the page paint and listen, where a device computes on its thread. */
async function breathe(): Promise<void> {
  if (performance.now() - breathed < BREATHE_EVERY_MS) return;
  await new Promise((resolve) => setTimeout(resolve));
  breathed = performance.now();
}

async function build({ request, state }: Run): Promise<{ model: Classifier; learner: Learner }> {
  const { data, batchSize, seed } = request;
  const model = await models.lenet5.create({ rng: new Rng(seed) });
  const { mean, std } = models.lenet5.preprocessing;
  const learner = new Learner(model, {
    train: data.train,
    ...(data.test && { valid: data.test }),
    batchSize,
    seed,
    normalize: { mean, std },
    augment: randomAffine({ shiftPx: 2, angleRad: Math.PI / 18, scale: [0.9, 1.1] }),
  });
  if (state !== null) learner.restore(state);
  return { model, learner };
}
