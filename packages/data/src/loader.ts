import { DataError, OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { ahead } from './ahead.ts';
import type { Augmentation } from './augmentation.ts';
import type { Batch, BatchSource } from './batch.ts';
import type { ImageDataset, PictureShape, Sample } from './dataset.ts';
import { type Normalization, type PixelWriter, pixelWriter } from './normalization.ts';

/** Options of {@link Loader}. */
export interface LoaderOptions {
  readonly batchSize: number;
  /** A new order in every epoch; needs `rng`. */
  readonly shuffle?: boolean;
  /** Source of order and augmentation; not advanced: everything follows from its key, the epoch and the sample's index. */
  readonly rng?: Rng;
  /** Leaves out a last batch that would be smaller; on by default when shuffling, as training wants it. */
  readonly dropLast?: boolean;
  /** Batches prepared ahead while the consumer works, 2 by default. */
  readonly prefetch?: number;
  /** Pixels are only divided by 255 without it. */
  readonly normalize?: Normalization;
  readonly augment?: Augmentation;
}

/** What all batches of one epoch share. */
interface Epoch {
  readonly order: Uint32Array | null;
  /** Parent of the generators of the single samples. */
  readonly rng: Rng | undefined;
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
export class Loader implements BatchSource {
  readonly dataset: ImageDataset;
  readonly batchSize: number;
  readonly batches: number;
  readonly classes: readonly string[];
  readonly #options: LoaderOptions & { readonly prefetch: number };
  readonly #write: PixelWriter;

  /** @throws OptionError when a number is out of range, statistics do not fit the channels, or `rng` is missing */
  constructor(dataset: ImageDataset, options: LoaderOptions) {
    const { batchSize, shuffle = false, prefetch = 2, dropLast = shuffle, normalize, rng, augment } = options;
    wholeNumber('batchSize', batchSize, 1);
    wholeNumber('prefetch', prefetch, 0);
    if ((shuffle || augment !== undefined) && rng === undefined) {
      throw new OptionError('Loader: shuffle and augment need an rng; pass rng: new Rng(seed)');
    }
    const channels = dataset.shape[2];
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.batches = dropLast ? Math.floor(dataset.length / batchSize) : Math.ceil(dataset.length / batchSize);
    this.classes = dataset.classes;
    this.#options = { ...options, prefetch };
    this.#write =
      normalize === undefined
        ? pixelWriter(1, { mean: [0], std: [1] }) // the same for every channel
        : pixelWriter(channels, normalize);
  }

  /**
   * The batches of one epoch, in order; leaving the loop early stops the preparation of further ones.
   *
   * @param epoch number of the epoch, from 0; decides order and augmentation
   * @param options.skip batches to leave out at the beginning, for going on in the middle
   * @throws OptionError when a number is out of range; DataError when a sample does not fit the data set; what its `get` throws
   */
  epoch(epoch: number, { skip = 0 }: { readonly skip?: number } = {}): AsyncGenerator<Batch, void, void> {
    wholeNumber('epoch', epoch, 0);
    wholeNumber('skip', skip, 0);
    const { shuffle, rng, augment, prefetch } = this.#options;
    const shared: Epoch = {
      order: shuffle ? rng!.split('order').split(epoch).permutation(this.dataset.length) : null,
      rng: augment && rng!.split('augment').split(epoch),
    };
    return ahead({ first: skip, end: this.batches, run: (number) => this.#assemble(number, shared) }, prefetch);
  }

  async #assemble(number: number, { order, rng }: Epoch): Promise<Batch> {
    const { length, shape } = this.dataset;
    const first = number * this.batchSize;
    const n = Math.min(this.batchSize, length - first);
    const size = shape[0] * shape[1] * shape[2];
    const indices =
      order === null ? Uint32Array.from({ length: n }, (_, i) => first + i) : order.slice(first, first + n);
    const images = new Float32Array(n * size);
    const labels = new Int32Array(n);
    const samples = await this.#samples(indices);
    for (let i = 0; i < n; i++) {
      const { pixels, label } = samples[i]!;
      const index = indices[i]!;
      const seen = rng === undefined ? pixels : this.#options.augment!(pixels, shape, rng.split(index));
      if (seen.length !== size) throw wrongSize(index, seen.length, shape);
      labels[i] = label;
      this.#write(seen, images, i * size);
    }
    return { images, shape: [n, ...shape], labels, indices };
  }

  /** All samples of a batch; those that have to be fetched are fetched side by side. */
  #samples(indices: Uint32Array): readonly Sample[] | Promise<readonly Sample[]> {
    const samples: (Sample | Promise<Sample>)[] = [];
    let waiting = false;
    for (let i = 0; i < indices.length; i++) {
      const sample = this.dataset.get(indices[i]!);
      if (sample instanceof Promise) {
        waiting = true;
        // Of several that fail, Promise.all reports the first; the others must not count as unhandled.
        sample.catch(() => undefined);
      }
      samples.push(sample);
    }
    return waiting ? Promise.all(samples.map((sample) => Promise.resolve(sample))) : (samples as Sample[]);
  }
}

function wrongSize(index: number, values: number, shape: PictureShape): DataError {
  return new DataError(
    `Loader: sample ${index} has ${values} values, expected ${shape[0] * shape[1] * shape[2]} (${shape.join('x')})`,
    { index, values, shape },
  );
}

function wholeNumber(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new OptionError(`Loader: ${name} is ${value}, expected a whole number >= ${least}`, { [name]: value });
}
