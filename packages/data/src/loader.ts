import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import type { Augmentation } from './augmentation.ts';
import type { ImageDataset } from './dataset.ts';

/** Samples side by side, ready for a tensor. */
export interface Batch {
  /** `[N, H, W, C]`, normalised. */
  readonly images: Float32Array;
  readonly shape: readonly [n: number, height: number, width: number, channels: number];
  /** `[N]` */
  readonly labels: Int32Array;
  /** Which samples of the data set these are. */
  readonly indices: Uint32Array;
}

/** Per-channel statistics on the scale 0..1; pixels become (value / 255 - mean) / std. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Options of {@link Loader}. */
export interface LoaderOptions {
  readonly batchSize: number;
  /** A new order in every epoch; needs `rng`. */
  readonly shuffle?: boolean;
  /** Source of order and augmentation; not advanced: everything follows from its key, the epoch and the sample's index. */
  readonly rng?: Rng;
  /** Leaves out a last batch that would be smaller. */
  readonly dropLast?: boolean;
  /** Batches prepared ahead while the consumer works. */
  readonly prefetch?: number;
  readonly normalize?: Normalization;
  readonly augment?: Augmentation;
}

/**
 * Batches of a data set: seeded order, normalisation, augmentation, prefetch.
 *
 * Epoch e of a loader is always the same sequence, so a training that was interrupted goes on with `epoch(e, { skip })`.
 *
 * @example
 * ```ts
 * const loader = new Loader(train, { batchSize: 64, shuffle: true, rng: new Rng(1), normalize: { mean: [0.1307], std: [0.3081] } });
 * for await (const { images, shape, labels } of loader.epoch(0)) await step(tensor(images, shape), labels);
 * ```
 */
export class Loader {
  readonly dataset: ImageDataset;
  readonly batchSize: number;
  /** Batches per epoch. */
  readonly batches: number;
  readonly #options: Required<Pick<LoaderOptions, 'shuffle' | 'prefetch'>> & LoaderOptions;
  readonly #gain: Float32Array;
  readonly #bias: Float32Array;

  /** @throws OptionError when a number is out of range, statistics do not fit the channels, or `rng` is missing */
  constructor(dataset: ImageDataset, options: LoaderOptions) {
    const { batchSize, shuffle = false, prefetch = 2, dropLast = false, normalize, rng, augment } = options;
    wholeNumber('batchSize', batchSize, 1);
    wholeNumber('prefetch', prefetch, 0);
    if ((shuffle || augment !== undefined) && rng === undefined) {
      throw new OptionError('Loader: shuffle and augment need an rng; pass rng: new Rng(seed)');
    }
    const channels = dataset.shape[2];
    const { mean, std } = normalize ?? {
      mean: Array<number>(channels).fill(0),
      std: Array<number>(channels).fill(1),
    };
    if (mean.length !== channels || std.length !== channels || !std.every((s) => s > 0)) {
      throw new OptionError(
        `Loader: normalize has mean [${mean.join()}] and std [${std.join()}], expected ${channels} of each (channels), std > 0`,
      );
    }
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.batches = dropLast ? Math.floor(dataset.length / batchSize) : Math.ceil(dataset.length / batchSize);
    this.#options = { ...options, shuffle, prefetch };
    this.#gain = Float32Array.from(std, (s) => 1 / (255 * s));
    this.#bias = Float32Array.from(mean, (m, k) => -m / std[k]!);
  }

  /**
   * The batches of one epoch.
   *
   * @param epoch number of the epoch; decides order and augmentation
   * @param options.skip batches to leave out at the beginning, for going on in the middle
   */
  async *epoch(epoch: number, { skip = 0 }: { readonly skip?: number } = {}): AsyncGenerator<Batch, void, void> {
    wholeNumber('epoch', epoch, 0);
    wholeNumber('skip', skip, 0);
    const order = this.#options.shuffle
      ? this.#options.rng!.split('order').split(epoch).permutation(this.dataset.length)
      : null;
    const ahead: Promise<Batch>[] = [];
    let next = skip;
    const refill = (): void => {
      while (ahead.length <= this.#options.prefetch && next < this.batches) {
        const batch = this.#assemble(next++, epoch, order);
        // Reported when its turn comes; a consumer that leaves early never asks.
        batch.catch(() => undefined);
        ahead.push(batch);
      }
    };
    for (refill(); ahead.length > 0; ) {
      const batch = await ahead.shift()!;
      refill();
      yield batch;
    }
  }

  async #assemble(number: number, epoch: number, order: Uint32Array | null): Promise<Batch> {
    const { length, shape } = this.dataset;
    const first = number * this.batchSize;
    const n = Math.min(this.batchSize, length - first);
    const size = shape[0] * shape[1] * shape[2];
    const images = new Float32Array(n * size);
    const labels = new Int32Array(n);
    const indices = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      const index = order === null ? first + i : order[first + i]!;
      const got = this.dataset.get(index);
      const { pixels, label } = got instanceof Promise ? await got : got;
      indices[i] = index;
      labels[i] = label;
      this.#write(this.#augmented(pixels, epoch, index), images, i * size);
    }
    return { images, shape: [n, ...shape], labels, indices };
  }

  #augmented(pixels: Uint8Array | Float32Array, epoch: number, index: number): Uint8Array | Float32Array {
    const { augment, rng } = this.#options;
    return augment === undefined
      ? pixels
      : augment(pixels, this.dataset.shape, rng!.split('augment').split(epoch).split(index));
  }

  #write(pixels: Uint8Array | Float32Array, target: Float32Array, at: number): void {
    const gain = this.#gain;
    const bias = this.#bias;
    const channels = gain.length;
    for (let k = 0; k < channels; k++) {
      const g = gain[k]!;
      const b = bias[k]!;
      for (let i = k; i < pixels.length; i += channels) target[at + i] = pixels[i]! * g + b;
    }
  }
}

function wholeNumber(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new OptionError(`Loader: ${name} is ${value}, expected a whole number >= ${least}`, { [name]: value });
}
