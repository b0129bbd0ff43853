import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileSource, readBytes } from '@cv/backend-node';
import type { LoadReport } from '@cv/layers';
import { CvError, OptionError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { CHECKPOINT_FORMAT, decodeCheckpoint } from '@cv/transfer';
import {
  type Classifier,
  type FoundWeights,
  findWeights,
  loadWeights,
  type ModelEntry,
  openWeights,
  recognizeWeights,
  type StateFile,
} from '@cv/zoo';
import { modelEntry } from './model-entry.ts';
import { fetchUrl, weightsName, weightsReader } from './weights/fetch-weights.ts';
import { findTag } from './weights/find-tag.ts';

/** What `--model` and `--weights` say. */
export interface ModelChoice {
  readonly model?: string;
  /**
   * A tag of the catalogue, a URL, a weights file (safetensors, PyTorch's, ONNX), a checkpoint, or a run folder; the first weights of the
   * catalogue without it.
   */
  readonly weights?: string;
}

/** A model that is ready to be used. */
export interface OpenModel {
  readonly entry: ModelEntry;
  readonly model: Classifier;
  /** Where its weights come from, for people. */
  readonly source: string;
}

interface WeightsContent {
  readonly load: (model: Classifier) => LoadReport | Promise<LoadReport>;
  readonly model: string | undefined;
}

/** File name of the weights in a run folder. */
export const WEIGHTS_FILE = 'weights.safetensors';

/**
 * Builds a model with its weights.
 *
 * @throws OptionError for an unknown model; DataError when the file cannot be read; WeightsError when it is damaged or of another model
 */
export async function openModel({ model: id, weights }: ModelChoice): Promise<OpenModel> {
  if (weights === undefined) return await openDefault(id ?? 'lenet5');
  if (/^https?:\/\//.test(weights)) return { ...(await openFile(await fetchUrl(weights), id)), source: weights };
  const found = findTag(weights, id);
  if (found !== undefined) return await openFound(found);
  await requireFile(weights, id);
  return await openFile(weights, id);
}

/** What looks like a tag and is no file either gets the tags that there are. */
async function requireFile(weights: string, id = 'lenet5'): Promise<void> {
  if (!/^\w+$/.test(weights) || (await stat(weights).catch(() => undefined)) !== undefined) return;
  const tags = Object.keys(modelEntry(id).weights);
  const next = tags.length === 0 ? 'the catalogue has none for it' : `choose from ${tags.join(', ')}`;
  throw new OptionError(`there is no file '${weights}', and ${id} has no weights of this name; ${next}`, {
    weights,
    tags,
  });
}

async function openDefault(id: string): Promise<OpenModel> {
  const [name] = id.split('.');
  if (Object.keys(modelEntry(name!).weights).length > 0) return await openFound(findWeights(id));
  throw new OptionError(`no weights come with ${id}; give a file with --weights`, { model: id });
}

/** Weights of the catalogue: those of the package, or fetched. */
async function openFound(found: FoundWeights): Promise<OpenModel> {
  const { entry, weights, tag } = found;
  const isPackaged = weights.url.protocol === 'file:';
  const model = await loadWeights(entry, weights, { readBytes: weightsReader(weightsName(found)) });
  const source = isPackaged ? `the packaged weights ${entry.id}-${tag}` : `${weightsName(found)} of ${weights.origin}`;
  return { entry, model, source };
}

async function openFile(given: string, id: string | undefined): Promise<OpenModel> {
  if (id !== undefined) modelEntry(id); // a wrong name is no fault of the file
  const facts = await stat(given).catch(() => undefined);
  const path = facts?.isDirectory() ? join(given, WEIGHTS_FILE) : given;
  const source = await fileSource(path);
  try {
    const openSibling = (name: string) => fileSource(join(dirname(path), name));
    const { load: loadInto, model: told } = await contentOf(await openWeights(source, { openSibling }), path);
    const known = told === undefined ? await recognizeWeights(source) : undefined;
    const stored = told ?? known?.id;
    if (id !== undefined && stored !== undefined && stored !== id) {
      throw new WeightsError(`these are weights of ${stored}, not of ${id}`, { expected: id, received: stored });
    }
    const entry = known ?? modelEntry(id ?? stored ?? 'lenet5');
    const model = await entry.create({ rng: new Rng(0) }); // every value is replaced
    await loadInto(model);
    return { entry, model, source: path };
  } catch (error) {
    if (!(error instanceof CvError)) throw error;
    throw new WeightsError(`${path}: ${error.message}`, { path, ...error.fields }, { cause: error });
  }
}

/** What loads the tensors of a weights file or of a checkpoint, and the model that it says they are of. */
async function contentOf(file: StateFile, path: string): Promise<WeightsContent> {
  if (file.metadata.format !== CHECKPOINT_FORMAT)
    return { load: (model) => model.loadStateFrom(file), model: file.metadata.model };
  const { state, metadata: program } = decodeCheckpoint(await readBytes(path));
  return { load: (model) => model.loadStateDict(state.model), model: program.model };
}
