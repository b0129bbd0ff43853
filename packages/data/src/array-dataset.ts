import { DataError } from '@cv/tensor/errors';
import type { ImageDataset, PictureShape, Sample } from './dataset.ts';

/** What an {@link ArrayDataset} is made of. */
export interface ArrayDatasetOptions {
  /** All pictures one after the other, `[N, H, W, C]`, values 0..255. */
  readonly images: Uint8Array | Float32Array;
  readonly shape: PictureShape;
  /** One label per picture, an index into `classes`. */
  readonly labels: ArrayLike<number>;
  readonly classes: readonly string[];
  /** Where the labels come from, for messages. */
  readonly name?: string;
}

/**
 * Labelled pictures in memory.
 *
 * @example
 * ```ts
 * const dots = new ArrayDataset({ images: Uint8Array.of(0, 255), shape: [1, 1, 1], labels: [0, 1], classes: ['dark', 'light'] });
 * dots.get(1); // { pixels: Uint8Array [255], label: 1 }
 * ```
 */
export class ArrayDataset implements ImageDataset {
  readonly length: number;
  readonly shape: PictureShape;
  readonly classes: readonly string[];
  readonly #images: Uint8Array | Float32Array;
  readonly #labels: ArrayLike<number>;

  /** @throws DataError when the numbers of pictures and labels differ or a label has no class */
  constructor({ images, shape, labels, classes, name = 'ArrayDataset' }: ArrayDatasetOptions) {
    const size = shape[0] * shape[1] * shape[2];
    if (images.length !== labels.length * size) {
      const pictures = images.length / size;
      throw new DataError(
        `${name}: ${labels.length} labels but ${Number.isInteger(pictures) ? pictures : pictures.toFixed(2)} pictures of ${shape.join('x')}`,
        { name, labels: labels.length, pictures },
      );
    }
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i]!;
      if (Number.isInteger(label) && label >= 0 && label < classes.length) continue;
      throw new DataError(`${name}: label ${label} at index ${i}, expected an integer in 0..${classes.length - 1}`, {
        name,
        index: i,
        label,
        classes: classes.length,
      });
    }
    this.length = labels.length;
    this.shape = shape;
    this.classes = classes;
    this.#images = images;
    this.#labels = labels;
  }

  get(index: number): Sample {
    const size = this.shape[0] * this.shape[1] * this.shape[2];
    return { pixels: this.#images.subarray(index * size, (index + 1) * size), label: this.#labels[index]! };
  }

  /**
   * The samples from `start` up to, not including, `end`, without copying their pictures; positions mean what they mean to
   * `Array.prototype.slice`: negative ones count from the end.
   *
   * @example
   * ```ts
   * const [train, valid] = [all.slice(0, -10_000), all.slice(-10_000)];
   * ```
   */
  slice(start: number, end?: number): ArrayDataset {
    const indices = Array.from({ length: this.length }, (_, i) => i).slice(start, end);
    const first = indices[0] ?? 0;
    const size = this.shape[0] * this.shape[1] * this.shape[2];
    return new ArrayDataset({
      images: this.#images.subarray(first * size, (first + indices.length) * size),
      shape: this.shape,
      labels: indices.map((i) => this.#labels[i]!),
      classes: this.classes,
    });
  }
}
