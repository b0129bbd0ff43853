import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { randomAffine } from '@cv/data';
import type { Device } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { Learner, type TrainingState } from '@cv/transfer';
import type { DeviceOptions } from '../device-options.ts';
import { modelEntry } from '../model-entry.ts';
import { openChosenDevice } from '../open-chosen-device.ts';
import { type RunFacts, RunFolder } from './run-folder.ts';
import { readTrainingData, type TrainingData } from './training-data.ts';
import { type Recipe, recipeOf, requireSamePlan, type TrainingPlan } from './training-plan.ts';

/** What the command line says. */
export interface TrainCommandOptions extends Recipe, DeviceOptions {
  readonly data?: string;
  readonly out?: string;
  readonly resume?: boolean;
  readonly force?: boolean;
}

/** A training that is ready to go on. */
export interface Run {
  readonly folder: RunFolder;
  readonly facts: RunFacts;
  readonly device: Device;
  readonly data: TrainingData;
  readonly learner: Learner;
  /** Where it stands. */
  readonly state: TrainingState;
}

/**
 * Opens the device, reads the data, and begins a run folder or takes up the training in one.
 *
 * @param given names of the options that were typed, as opposed to defaults
 * @throws OptionError, DataError, UnsupportedError or WeightsError for everything that can be found out before the first step
 */
export async function openRun(options: TrainCommandOptions, given: ReadonlySet<string>): Promise<Run> {
  const folder = new RunFolder(options.out ?? `runs/${options.model}`);
  return options.resume ? await resumed(folder, options, given) : await begun(folder, options);
}

async function begun(folder: RunFolder, options: TrainCommandOptions): Promise<Run> {
  if (options.data === undefined) throw new OptionError('--data is missing; give the folder with the MNIST files');
  if (options.force !== true) await folder.requireNew();
  modelEntry(options.model); // a wrong name shows before anything is loaded
  const { threads = availableParallelism() } = options;
  const device = await openTrainingDevice({ ...options, threads });
  const plan = { ...recipeOf(options), device: device.name, threads };
  const data = await readTrainingData(options.data, plan);
  const facts = { plan, data: resolve(options.data), dataSha256: data.sha256 };
  const learner = await learnerOf(plan, data);
  const state = await learner.state();
  await folder.begin(state, facts);
  return { folder, facts, device, data, learner, state };
}

async function resumed(folder: RunFolder, options: TrainCommandOptions, given: ReadonlySet<string>): Promise<Run> {
  const { state, facts: stored } = await folder.read();
  const { plan } = stored;
  requireSamePlan(plan, options, given);
  const device = await openTrainingDevice(plan);
  const data = await readTrainingData(options.data ?? stored.data, plan);
  if (data.sha256 !== stored.dataSha256) {
    throw new OptionError(
      `the run to resume was trained on other files than those in ${data.folder}; say with --data where they are`,
      { expected: stored.dataSha256, received: data.sha256 },
    );
  }
  const learner = await learnerOf(plan, data);
  learner.restore(state);
  return { folder, facts: { ...stored, data: resolve(data.folder) }, device, data, learner, state };
}

async function openTrainingDevice(options: DeviceOptions): Promise<Device> {
  const device = await openChosenDevice(options);
  device.require('train');
  return device;
}

async function learnerOf({ model: id, batchSize, seed, augment }: TrainingPlan, data: TrainingData): Promise<Learner> {
  const entry = modelEntry(id);
  const model = await entry.create({ rng: new Rng(seed).split('weights') });
  return new Learner(model, {
    train: data.train,
    ...(data.valid && { valid: data.valid }),
    batchSize,
    seed,
    normalize: entry.preprocessing,
    ...(augment === 'on' && { augment: randomAffine({ shiftPx: 2, angleRad: Math.PI / 18, scale: [0.9, 1.1] }) }),
  });
}
