import { type DownloadProgress, deviceFiles, type WebDevice } from '@cv/backend-web';
import type { Picture } from '@cv/image';
import { capture } from '@cv/layers';
import { dispose, tensor } from '@cv/tensor';
import { encodeSafetensors, preprocess } from '@cv/zoo';
import type { LayerWeights } from '../network/explain-conv.ts';
import { softmax } from '../network/softmax.ts';
import { describeModel } from './describe-model.ts';
import { type DeviceChoice, type DeviceView, deviceView, listDevices, openDevice } from './devices.ts';
import type { Answer, Engine, LayerValues, LoadedModel } from './engine-types.ts';
import { layerWeights } from './layer-weights.ts';
import { ModelShelf, type ShelvedModel } from './model-shelf.ts';
import { TRAINED_HERE } from './model-table.ts';
import { Serial } from './serial.ts';
import { Trainer } from './trainer.ts';

/** How the engine reports what happens without being asked for. */
export interface EngineOptions {
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** The GPU was lost; `onRecovered` or `onGone` follows. */
  readonly onLost?: (message: string) => void;
  readonly onRecovered?: () => void;
  /** It does not open again. */
  readonly onGone?: (error: unknown) => void;
}

/** Opens a device and is ready to load models on it. @throws UnsupportedError when the device cannot be had */
export async function openEngine(deviceName: string, options: EngineOptions = {}): Promise<Engine> {
  return await PageEngine.open(deviceName, options);
}

class PageEngine implements Engine {
  readonly trainer: Trainer;
  readonly #options: EngineOptions;
  readonly #shelf: ModelShelf;
  /** Answers and switches take turns: no answer is half on one device and half on another. */
  readonly #turns = new Serial();
  /** Of the moment; `open` sets it at once. */
  #device!: WebDevice;

  private constructor(options: EngineOptions) {
    this.#options = options;
    this.#shelf = new ModelShelf(options.onProgress);
    this.trainer = new Trainer((state) => this.#shelf.put(state), this.#turns);
  }

  static async open(deviceName: string, options: EngineOptions): Promise<PageEngine> {
    const engine = new PageEngine(options);
    engine.#device = await engine.#open(deviceName);
    return engine;
  }

  get device(): DeviceView {
    return deviceView(this.#device);
  }

  get deviceFiles(): readonly string[] {
    return deviceFiles(this.#device.name);
  }

  get models(): readonly LoadedModel[] {
    return this.#shelf.offered;
  }

  answer(modelId: string, picture: Picture): Promise<Answer> {
    return this.#turns.run(async () => {
      const start = performance.now();
      const shelved = await this.#shelf.get(modelId);
      const { mean, std } = shelved.entry.preprocessing;
      const { images, shape } = preprocess([picture], shelved.entry.preprocessing);
      const { output, layers } = await look(shelved, images, shape);
      return {
        modelId,
        probabilities: softmax(output),
        seen: images.map((value) => value * std[0]! + mean[0]!),
        layers,
        milliseconds: performance.now() - start,
      };
    });
  }

  async weights(modelId: string): Promise<ReadonlyMap<string, LayerWeights>> {
    return layerWeights(await this.#shelf.state(modelId));
  }

  async trainedFile(): Promise<Uint8Array> {
    const metadata = { model: 'lenet5', device: this.#device.name, date: new Date().toISOString().slice(0, 10) };
    return encodeSafetensors(await this.#shelf.state(TRAINED_HERE), { metadata });
  }

  listDevices(): Promise<readonly DeviceChoice[]> {
    return this.#turns.run(async () => {
      this.trainer.requireIdle();
      return await listDevices();
    });
  }

  switchDevice(name: string): Promise<void> {
    return this.#turns.run(async () => {
      const before = this.#device;
      if (name === before.name) return;
      await this.trainer.leaveDevice();
      try {
        this.#device = await this.#open(name);
      } catch (error) {
        await before.activate();
        throw error;
      }
      this.#shelf.clearDevice();
      await before.dispose();
      await this.#device.activate();
    });
  }

  #open(name: string): Promise<WebDevice> {
    return openDevice(name, (message) => {
      this.#options.onLost?.(message);
      void this.#recover();
    });
  }

  /** Waits until the device is open again: what it computes next is answered only then. */
  async #recover(): Promise<void> {
    try {
      await this.#device.warmUp();
      this.#options.onRecovered?.();
    } catch (error) {
      this.#options.onGone?.(error);
    }
  }
}

/** Runs a model and puts what its modules gave in the order of its steps. */
async function look(
  shelved: ShelvedModel,
  images: Float32Array,
  shape: readonly [number, number, number, number],
): Promise<{ output: Float32Array; layers: LayerValues[] }> {
  const x = tensor(images, shape);
  try {
    const { output, activations } = await capture(shelved.model, x);
    shelved.steps ??= describeModel(shelved.model, [shape[1], shape[2], shape[3]], activations);
    const layers = shelved.steps.map(({ step, before, after }): LayerValues => {
      const values = before === null ? images : floats(activations[before]!);
      return { step, before: values, after: after === null ? values : floats(activations[after]!) };
    });
    return { output: floats(output), layers };
  } finally {
    dispose(x);
  }
}

/** The layers of these models give nothing else. */
function floats({ data }: { readonly data: unknown }): Float32Array {
  return data as Float32Array;
}
