import type { Rng } from '@cv/tensor/rng';
import type { PictureShape } from './dataset.ts';

/**
 * Changes a picture at random. Gets a generator of its own for every sample and epoch, so that the result does not depend on
 * the order in which samples are prepared.
 *
 * @param pixels `[H, W, C]`, values 0..255; not to be changed
 * @returns pixels of the same shape
 */
export type Augmentation = (
  pixels: Uint8Array | Float32Array,
  shape: PictureShape,
  rng: Rng,
) => Uint8Array | Float32Array;
