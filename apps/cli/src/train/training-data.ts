import type { ArrayDataset } from '@cv/data';
import { OptionError } from '@cv/tensor/errors';
import { readMnistFolder } from '../mnist-folder.ts';
import { modelEntry } from '../model-entry.ts';
import type { TrainingPlan } from './training-plan.ts';

/** What a training reads. */
export interface TrainingData {
  readonly folder: string;
  readonly train: ArrayDataset;
  /** Held out of the training set, where the plan says so. */
  readonly valid?: ArrayDataset;
  /** Missing where pictures are held out: who chooses a recipe does not look at the test set. */
  readonly test?: ArrayDataset;
  /** Of the training files. */
  readonly sha256: string;
}

/**
 * Reads the data of a training.
 *
 * @throws DataError when a file is missing or damaged; OptionError when more is held out than there is
 */
export async function readTrainingData(folder: string, { holdOut, model }: TrainingPlan): Promise<TrainingData> {
  const entry = modelEntry(model);
  const { dataset, sha256 } = await readMnistFolder(folder, 'train', entry);
  if (holdOut === 0) {
    const { dataset: test } = await readMnistFolder(folder, 'test', entry);
    return { folder, train: dataset, test, sha256 };
  }
  if (holdOut >= dataset.length) {
    throw new OptionError(`--hold-out ${holdOut} leaves nothing of ${dataset.length} training pictures`, { holdOut });
  }
  return { folder, train: dataset.slice(0, -holdOut), valid: dataset.slice(-holdOut), sha256 };
}
