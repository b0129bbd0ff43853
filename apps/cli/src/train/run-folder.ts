import { rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { readBytes, writeFileAtomic } from '@cv/backend-node';
import { DataError, OptionError, WeightsError } from '@cv/tensor/errors';
import { decodeCheckpoint, type EpochReport, encodeCheckpoint, type TrainingState } from '@cv/transfer';
import { makeFolder } from '../make-folder.ts';
import { WEIGHTS_FILE } from '../open-model.ts';
import { formatBytes } from '../terminal/numbers.ts';
import { historyText } from './history-text.ts';
import type { TrainingPlan } from './training-plan.ts';

/** What a checkpoint knows of its training beside its state. */
export interface RunFacts {
  readonly plan: TrainingPlan;
  /** The folder of the data. */
  readonly data: string;
  /** Of the training files. */
  readonly dataSha256: string;
}

/** The folder of one training. Every file in it is written atomically: whole, or not at all. */
export class RunFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get checkpoint(): string {
    return join(this.path, 'checkpoint.safetensors');
  }

  get weights(): string {
    return join(this.path, WEIGHTS_FILE);
  }

  get history(): string {
    return join(this.path, 'history.csv');
  }

  /** @throws OptionError when there is a run here already */
  async requireNew(): Promise<void> {
    for (const file of [this.checkpoint, this.weights, this.history]) {
      if ((await stat(file).catch(() => undefined)) === undefined) continue;
      throw new OptionError(
        `there is a run in ${this.path} already; go on with it (--resume), replace it (--force) or choose another folder (--out)`,
        { path: this.path },
      );
    }
  }

  /**
   * Makes the folder and writes the first checkpoint, so that a folder that cannot be written or is full shows here and not after the
   * first epoch; then removes what an earlier run left.
   *
   * @throws DataError when the folder cannot be written, or there is no room for a run; an earlier run is untouched then
   */
  async begin(state: TrainingState, facts: RunFacts): Promise<void> {
    const bytes = encodeCheckpoint(state, packed(facts));
    await makeFolder(this.path, 'the run folder');
    await this.#requireRoom(2 * bytes.length + 1e6); // a checkpoint, its successor, the weights and the history
    await writeFileAtomic(this.checkpoint, bytes);
    await Promise.all([this.weights, this.history].map((file) => rm(file, { force: true })));
  }

  /** Whether a training that has done so many epochs is over and has left its weights. */
  async isFinished(epochs: number, plan: TrainingPlan): Promise<boolean> {
    return epochs >= plan.epochs && (await stat(this.weights).catch(() => undefined)) !== undefined;
  }

  async saveCheckpoint(state: TrainingState, facts: RunFacts): Promise<void> {
    await writeFileAtomic(this.checkpoint, encodeCheckpoint(state, packed(facts)));
  }

  async saveHistory(epochs: readonly EpochReport[]): Promise<void> {
    await writeFileAtomic(this.history, historyText(epochs));
  }

  async saveWeights(bytes: Uint8Array): Promise<void> {
    await writeFileAtomic(this.weights, bytes);
  }

  /** @throws DataError when there is no checkpoint; WeightsError when it is damaged or was not made by `cv train` */
  async read(): Promise<{ state: TrainingState; facts: RunFacts }> {
    const bytes = await readBytes(this.checkpoint);
    try {
      const { state, metadata } = decodeCheckpoint(bytes);
      return { state, facts: unpacked(metadata) };
    } catch (error) {
      if (!(error instanceof WeightsError)) throw error;
      throw new WeightsError(`${this.checkpoint}: ${error.message}`, error.fields, { cause: error });
    }
  }

  async #requireRoom(needed: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.path);
    const free = bavail * bsize;
    if (free >= needed) return;
    throw new DataError(
      `the disk of ${this.path} has ${formatBytes(free)} left and a run needs ${formatBytes(needed)}; free some space or choose another folder with --out`,
      { path: this.path, free, needed },
    );
  }
}

function packed({ plan, ...texts }: RunFacts): Record<string, string> {
  return { ...texts, model: plan.model, plan: JSON.stringify(plan) };
}

function unpacked({ plan, data, dataSha256 }: Readonly<Record<string, string>>): RunFacts {
  if (plan === undefined || data === undefined || dataSha256 === undefined) {
    throw new WeightsError('the checkpoint was not made by `cv train`');
  }
  return { plan: JSON.parse(plan) as TrainingPlan, data, dataSha256 };
}
