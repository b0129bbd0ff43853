import { type DownloadProgress, download } from '@cv/backend-web';
import type { StateDict } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { type Classifier, decodeSafetensors, loadWeights, type ModelEntry, models } from '@cv/zoo';
import type { DescribedStep } from './describe-model.ts';
import type { LoadedModel } from './engine-types.ts';
import { OFFERED_MODELS, TRAINED_HERE } from './model-table.ts';

/** A model on the device. */
export interface ShelvedModel {
  readonly entry: ModelEntry;
  readonly model: Classifier;
  /** Filled at its first run. */
  steps?: readonly DescribedStep[];
}

const catalogue: Readonly<Record<string, ModelEntry>> = models;

/**
 * The models of the page. Their weights are kept as plain data too, so that they survive a device that is switched or lost: a model is
 * built on the device of the moment when it is asked for.
 */
export class ModelShelf {
  readonly #states = new Map<string, StateDict>();
  readonly #onDevice = new Map<string, ShelvedModel>();
  readonly #onProgress: ((progress: DownloadProgress) => void) | undefined;

  constructor(onProgress?: (progress: DownloadProgress) => void) {
    this.#onProgress = onProgress;
  }

  /** Those that can answer. */
  get offered(): readonly LoadedModel[] {
    const trained = OFFERED_MODELS.filter(({ id, tag }) => catalogue[id]?.weights[tag] !== undefined).map(
      ({ id, title, about }) => ({ id, title, about, labels: catalogue[id]!.labels }),
    );
    if (!this.#states.has(TRAINED_HERE)) return trained;
    const { labels } = models.lenet5;
    return [
      ...trained,
      { id: TRAINED_HERE, title: 'Trained here', about: 'The LeNet-5 that this page trained.', labels },
    ];
  }

  /** The model on the device of this moment. @throws WeightsError when its weights cannot be had */
  async get(id: string): Promise<ShelvedModel> {
    const ready = this.#onDevice.get(id);
    if (ready !== undefined) return ready;
    const entry = catalogue[id === TRAINED_HERE ? 'lenet5' : id];
    if (entry === undefined) throw new WeightsError(`this version of the site has no model '${id}'`, { id });
    const shelved = { entry, model: await this.#build(id, entry) };
    this.#onDevice.set(id, shelved);
    return shelved;
  }

  /** The weights of a model as plain data. */
  async state(id: string): Promise<StateDict> {
    await this.get(id);
    return this.#states.get(id)!;
  }

  /** Puts the weights of the model that was trained here; it answers with them from now on. */
  put(state: StateDict): void {
    this.#states.set(TRAINED_HERE, state);
    this.#onDevice.get(TRAINED_HERE)?.model.loadStateDict(state);
  }

  /** Takes all models off the device; their weights stay. */
  clearDevice(): void {
    for (const { model } of this.#onDevice.values()) model.dispose();
    this.#onDevice.clear();
  }

  async #build(id: string, entry: ModelEntry): Promise<Classifier> {
    const known = this.#states.get(id);
    if (known !== undefined) {
      const model = await entry.create({ rng: new Rng(0) }); // every value is replaced
      model.loadStateDict(known);
      return model;
    }
    const offer = OFFERED_MODELS.find((one) => one.id === id);
    const source = offer && entry.weights[offer.tag];
    if (source === undefined) throw new WeightsError(`there are no weights for '${id}' yet`, { id });
    return await loadWeights(entry, source, {
      readBytes: async (url, expected) => {
        const onProgress = this.#onProgress;
        const bytes = await download(url, { ...expected, ...(onProgress && { onProgress }) });
        this.#states.set(id, decodeSafetensors(bytes).tensors);
        return bytes;
      },
    });
  }
}
