import { type Batch, type ImageDataset, Loader } from '@cv/data';
import { crossEntropy, type Module, type StateDict } from '@cv/layers';
import { activeDevice } from '@cv/tensor';
import { DataError, DeviceLostError, OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { adamW } from '../optimizers/adam-w.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { constantRate } from '../schedules/constant-rate.ts';
import { oneCycle } from '../schedules/one-cycle.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { TrainingError } from '../training-error.ts';
import { evaluate } from './evaluate.ts';
import { INITIAL_LOSS_SCALE, nextLossScale } from './loss-scale.ts';
import { Snapshots } from './snapshots.ts';
import type { LearnerOptions, Loss } from './training-options.ts';
import type { EpochReport, Evaluation, FitResult, StepReport } from './training-report.ts';
import { type FitPlan, type FitProgress, notBegun, type TrainingState } from './training-state.ts';
import { type TrainingStepResult, trainingStep } from './training-step.ts';

/** Gradients that overflow even so are not too large for float16, but wrong. */
const SMALLEST_LOSS_SCALE = 2 ** -14;

/** Called as a training goes on. A callback that returns a promise is waited for. */
export interface FitCallbacks {
  readonly onStep?: (report: StepReport) => void | Promise<void>;
  readonly onEpoch?: (report: EpochReport) => void | Promise<void>;
  /** The device was lost and is open again; `step` is the one from which the training repeats, at most 100 back. */
  readonly onDeviceLost?: (report: { readonly step: number; readonly error: DeviceLostError }) => void | Promise<void>;
}

/** Options of a fit. */
export interface FitOptions extends FitCallbacks {
  /** The (highest) learning rate. */
  readonly lrMax?: number;
  /** Aborted: the step under way is finished, then the fit returns; {@link Learner.state} can be kept and resumed. */
  readonly signal?: AbortSignal;
}

/**
 * Trains a classifier: batches, loss, gradients, updates, evaluation, and a state that can be stored and resumed.
 *
 * On a device that can be lost (`device.volatile`) it keeps a copy in host memory, from which it goes on when the device is open again.
 *
 * On a device of the policy `mixed-float16` the loss is scaled dynamically, and a step whose gradients overflow updates nothing.
 *
 * Each step is recorded as one graph (forward, backward, update) and read once. Same model, data, options and device: same weights,
 * bit for bit, whether trained in one go or interrupted.
 *
 * @example
 * ```ts
 * const learner = new Learner(model, { train, valid, normalize: { mean: [0.1307], std: [0.3081] } });
 * await learner.fitOneCycle(10, { lrMax: 3e-3, onEpoch: ({ epoch, valid }) => console.log(epoch, valid?.accuracy) });
 * ```
 */
export class Learner {
  readonly model: Module;
  readonly optimizer: Optimizer;
  readonly #train: Loader;
  readonly #valid: ImageDataset | undefined;
  readonly #options: LearnerOptions;
  readonly #loss: Loss;
  readonly #seed: number;
  #plan: FitPlan | undefined;
  #progress: FitProgress = notBegun;

  /** @throws OptionError when an option is out of range; DataError when there are fewer pictures than one batch */
  constructor(model: Module, options: LearnerOptions) {
    const { train, batchSize = 64, seed = 0, normalize, augment, optimizer = adamW() } = options;
    this.model = model;
    this.#options = options;
    this.#loss = options.loss ?? crossEntropy;
    this.#seed = seed;
    this.#valid = options.valid;
    this.#train = new Loader(train, {
      batchSize,
      shuffle: true,
      dropLast: true,
      rng: new Rng(seed).split('data'),
      ...(normalize && { normalize }),
      ...(augment && { augment }),
    });
    if (this.#train.batches === 0) {
      throw new DataError(`Learner: ${train.length} pictures to train on, fewer than one batch of ${batchSize}`, {
        samples: train.length,
        batchSize,
      });
    }
    this.optimizer = optimizer(model.namedParameters());
  }

  /** Steps of an epoch; a smaller last batch is left out. */
  get stepsPerEpoch(): number {
    return this.#train.batches;
  }

  /**
   * Trains with the one-cycle schedule: the learning rate rises to `lrMax` and falls to almost nothing.
   *
   * @param epochs passes over the data; after {@link restore}, those of the interrupted training
   * @throws TrainingError with the step when the loss is no finite number; OptionError when the restored state is of another plan
   * @source Smith and Topin 2018, https://arxiv.org/abs/1708.07120; fastai's `fit_one_cycle` (momentum is not cycled)
   */
  async fitOneCycle(epochs: number, { lrMax = 1e-3, ...options }: FitOptions = {}): Promise<FitResult> {
    wholeEpochs(epochs);
    const schedule = oneCycle({ totalSteps: epochs * this.stepsPerEpoch, lrMax });
    return await this.#fit(this.#planOf('oneCycle', epochs, lrMax), schedule, options);
  }

  /** Trains with one learning rate; see {@link fitOneCycle}. */
  async fit(epochs: number, { lrMax = 1e-3, ...options }: FitOptions = {}): Promise<FitResult> {
    wholeEpochs(epochs);
    return await this.#fit(this.#planOf('constant', epochs, lrMax), constantRate(lrMax), options);
  }

  /** Loss and accuracy over a data set; the validation set by default. */
  async evaluate(dataset: ImageDataset | undefined = this.#valid): Promise<Evaluation> {
    if (dataset === undefined)
      throw new OptionError('evaluate: no data set given, and the learner has no validation set');
    const { normalize } = this.#options;
    return evaluate(this.model, dataset, { loss: this.#loss, ...(normalize && { normalize }) });
  }

  /**
   * The training of this moment as plain data.
   *
   * @throws TrainingError when a weight is not finite, so that a ruined model never replaces a good checkpoint
   */
  async state(): Promise<TrainingState> {
    const { batch, epoch } = this.#progress;
    const [model, optimizer] = await Promise.all([this.model.stateDict(), this.optimizer.state()]);
    for (const dict of [model, optimizer.tensors]) {
      const name = firstNotFinite(dict);
      if (name === undefined) continue;
      const step = epoch * this.stepsPerEpoch + batch;
      throw new TrainingError(
        `training state: ${name} holds a value that is not finite at step ${step}; lower the learning rate`,
        {
          name,
          step,
        },
      );
    }
    return { model, optimizer, ...(this.#plan && { plan: this.#plan }), progress: this.#progress };
  }

  /**
   * Takes up a training where {@link state} left it; the next fit goes on from there and must be given the same plan.
   *
   * @throws WeightsError when the state belongs to another model or optimiser; nothing changes then
   */
  restore(state: TrainingState): void {
    this.model.loadStateDict(state.model);
    this.optimizer.restore(state.optimizer);
    this.#plan = state.plan;
    this.#progress = state.progress;
  }

  /** Frees the optimiser's tensors; the model stays the caller's. */
  dispose(): void {
    this.optimizer.dispose();
  }

  #planOf(kind: string, epochs: number, lrMax: number): FitPlan {
    const plan = {
      kind,
      epochs,
      lrMax,
      batchSize: this.#train.batchSize,
      seed: this.#seed,
      samples: this.#train.dataset.length,
    };
    const before = this.#plan;
    if (before === undefined || this.#progress === notBegun) return plan;
    const different = (Object.keys(plan) as (keyof FitPlan)[]).filter((key) => plan[key] !== before[key]);
    if (different.length === 0) return plan;
    const list = different.map((key) => `${key} ${before[key]} there, ${plan[key]} here`).join('; ');
    throw new OptionError(`fit: the training to resume was planned differently: ${list}`, { before, plan });
  }

  async #fit(plan: FitPlan, schedule: Schedule, options: Omit<FitOptions, 'lrMax'>): Promise<FitResult> {
    this.#plan = plan;
    const snapshots = new Snapshots(this);
    for (;;) {
      try {
        return await this.#epochs(plan, schedule, options, snapshots);
      } catch (error) {
        if (!(error instanceof DeviceLostError)) throw error;
        await snapshots.recover(error);
        const { epoch, batch } = this.#progress;
        await options.onDeviceLost?.({ step: epoch * this.stepsPerEpoch + batch, error });
      }
    }
  }

  async #epochs(
    plan: FitPlan,
    schedule: Schedule,
    { onStep, onEpoch, signal }: Omit<FitOptions, 'lrMax'>,
    snapshots: Snapshots,
  ): Promise<FitResult> {
    const { stepsPerEpoch } = this;
    const totalSteps = plan.epochs * stepsPerEpoch;
    for (let { epoch } = this.#progress; epoch < plan.epochs; epoch++) {
      for await (const batch of this.#train.epoch(epoch, { skip: this.#progress.batch })) {
        if (signal?.aborted) return { status: 'aborted', history: this.#progress.history };
        const step = epoch * stepsPerEpoch + this.#progress.batch;
        await snapshots.take(step);
        const learningRate = schedule(step);
        const { loss, correct } = await this.#step(batch, step, learningRate);
        const count = batch.labels.length;
        const { lossSum, correct: right, seen, batch: done, history } = this.#progress;
        const sums = { lossSum: lossSum + loss * count, correct: right + correct, seen: seen + count };
        this.#progress = { ...this.#progress, epoch, batch: done + 1, ...sums, history };
        const means = { meanLoss: sums.lossSum / sums.seen, accuracy: sums.correct / sums.seen };
        await onStep?.({ step, totalSteps, epoch, epochs: plan.epochs, learningRate, loss, count, ...means });
      }
      if (signal?.aborted) return { status: 'aborted', history: this.#progress.history };
      const report = await this.#endEpoch(epoch);
      await onEpoch?.(report);
    }
    const { history } = this.#progress;
    this.#progress = notBegun;
    return { status: 'completed', history };
  }

  async #endEpoch(epoch: number): Promise<EpochReport> {
    const { lossSum, correct, seen, history } = this.#progress;
    const valid = this.#valid === undefined ? undefined : await this.evaluate();
    const report: EpochReport = {
      epoch,
      loss: lossSum / seen,
      accuracy: correct / seen,
      ...(valid && { valid: { loss: valid.loss, accuracy: valid.accuracy } }),
    };
    const { lossScale } = this.#progress;
    this.#progress = {
      ...notBegun,
      epoch: epoch + 1,
      history: [...history, report],
      ...(lossScale && { lossScale }),
    };
    return report;
  }

  async #step(batch: Batch, step: number, learningRate: number): Promise<TrainingStepResult> {
    const { model, optimizer } = this;
    const rng = new Rng(this.#seed).split('model').split(step);
    const mixed = activeDevice()?.policy === 'mixed-float16';
    const scaling = mixed ? (this.#progress.lossScale ?? INITIAL_LOSS_SCALE) : undefined;
    const result = await trainingStep(batch, {
      model,
      optimizer,
      learningRate,
      rng,
      loss: this.#loss,
      ...(scaling && { lossScale: scaling.scale }),
    });
    if (scaling) this.#progress = { ...this.#progress, lossScale: nextLossScale(scaling, result.overflow) };
    const { loss } = result;
    if (result.overflow && scaling!.scale < SMALLEST_LOSS_SCALE) {
      throw new TrainingError(
        `training: gradients are not finite at step ${step} at any loss scale down to ${scaling!.scale}; lower the learning rate or look at the data`,
        { step, loss, learningRate },
      );
    }
    if (!Number.isFinite(loss)) {
      throw new TrainingError(
        `training: the loss is ${loss} at step ${step} (learning rate ${learningRate.toPrecision(3)}); lower the learning rate or look at the data`,
        { step, loss, learningRate },
      );
    }
    return result;
  }
}

function wholeEpochs(epochs: number): void {
  if (Number.isInteger(epochs) && epochs > 0) return;
  throw new OptionError(`fit: epochs is ${epochs}, expected a whole number above 0`, { epochs });
}

function firstNotFinite(dict: StateDict): string | undefined {
  for (const [name, { data }] of Object.entries(dict)) {
    if (!(data instanceof Float32Array)) continue;
    for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i]!)) return name;
  }
  return undefined;
}
