import { reshape, type Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import type { Context } from './context.ts';
import { Conv2d } from './conv2d.ts';
import { Module } from './module.ts';
import { requireImages } from './require-images.ts';
import { type Pair, wholePair } from './whole-number.ts';

/** Options of {@link PatchEmbed}. */
export interface PatchEmbedOptions {
  /** Height and width of a patch in pixels. */
  patchSize: Pair;
  /** Draws the initial weights; advances. */
  rng: Rng;
}

/**
 * Cuts an image into patches and projects each to a token: a convolution whose stride is its kernel.
 *
 * Parameters `proj.weight` (`[embedDim, in, patch, patch]`), `proj.bias`.
 * @source timm.layers.PatchEmbed; Dosovitskiy et al. 2020, https://arxiv.org/abs/2010.11929
 * @example
 * ```ts
 * const tokens = new PatchEmbed(3, 192, { patchSize: 16, rng }).forward(images); // [N, 224, 224, 3] -> [N, 196, 192]
 * ```
 */
export class PatchEmbed extends Module {
  override readonly kind: string = 'PatchEmbed';
  readonly patchSize: readonly [number, number];
  readonly proj: Conv2d;

  /** @throws OptionError when a number is no whole number above 0. */
  constructor(inChannels: number, embedDim: number, { patchSize, rng }: PatchEmbedOptions) {
    super();
    this.patchSize = wholePair(patchSize, 'patchSize', 'PatchEmbed');
    const stride = this.patchSize;
    this.proj = this.child('proj', new Conv2d(inChannels, embedDim, { kernelSize: stride, stride, rng }));
  }

  /**
   * @param x float32 `[N, H, W, in]`, H and W multiples of the patch.
   * @returns float32 `[N, H / patch * W / patch, embedDim]`, row by row.
   * @throws ShapeError when the patches do not fill the image.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    requireImages(x, 'PatchEmbed', this.proj.inChannels);
    const [patchHeight, patchWidth] = this.patchSize;
    if (x.shape[1]! % patchHeight !== 0 || x.shape[2]! % patchWidth !== 0) {
      throw new ShapeError(
        `PatchEmbed: images of ${x.shape[1]} x ${x.shape[2]} pixels are not made of patches of ${patchHeight} x ${patchWidth}; resize them`,
        { expected: this.patchSize, received: x.shape },
      );
    }
    const maps = this.proj.forward(x, context);
    const [count, height, width, channels] = maps.shape as [number, number, number, number];
    return reshape(maps, [count, height * width, channels]);
  }
}
