import { LayerNorm, type Linear, Parameter, PatchEmbed } from '@cv/layers';
import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { ClassToken } from './class-token.ts';
import type { EncoderBlock } from './encoder-block.ts';
import { TokenStem } from './token-stem.ts';
import { NORM_EPS, type VitTable } from './vit-table.ts';

/** Options of the vision transformers. */
export interface VitOptions extends ModelOptions {
  /** Probability that a branch of the last block is dropped in training; it rises from 0 at the first block. */
  dropPath?: number;
}

/** What makes the parts whose initial values differ between the reference implementations. */
export interface VitStyle {
  block(table: VitTable, options: { rng: Rng; dropPath: number }): EncoderBlock;
  initialise(parts: VitParts, rng: Rng): void;
}

/** The parts of every vision transformer, before they get their names. */
export interface VitParts {
  readonly patchEmbed: PatchEmbed;
  readonly classToken: Parameter;
  readonly positions: Parameter;
  readonly blocks: readonly EncoderBlock[];
  readonly norm: LayerNorm;
}

/**
 * A vision transformer without the names of its parts, which a subclass gives them: torchvision and timm have their own.
 *
 * Stages: `stem` (tokens), one for each block, the last with the final norm, and `head` (the class token and a linear layer).
 * @source Dosovitskiy et al. 2020, An image is worth 16x16 words, https://arxiv.org/abs/2010.11929
 */
export abstract class VisionTransformer extends Classifier {
  protected readonly parts: VitParts;
  readonly #body: readonly Stage[];
  readonly #classToken: ClassToken = new ClassToken();

  protected constructor(table: VitTable, style: VitStyle, options: VitOptions) {
    super();
    this.parts = vitParts(table, style, options);
    const { blocks, norm } = this.parts;
    const stem = new TokenStem({ ...this.parts, imageSize: table.imageSize }); // 1 + (imageSize / patchSize)^2 tokens
    this.#body = [
      { name: 'stem', modules: [stem] },
      ...blocks.map((block, index) => ({
        name: `stage${index + 1}`,
        modules: index === blocks.length - 1 ? [block, norm] : [block],
      })),
    ];
  }

  /** The last layer. */
  protected abstract get output(): Linear;

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#classToken, this.output] }];
  }

  override get classes(): number {
    return this.output.outFeatures;
  }
}

function vitParts(
  table: VitTable,
  style: VitStyle,
  { rng, classes, inChannels = 3, dropPath = 0 }: VitOptions,
): VitParts {
  checkModelOptions('VisionTransformer', { inChannels, ...(classes === undefined ? {} : { classes }) });
  const { imageSize, patchSize, width, depth } = table;
  if (imageSize % patchSize !== 0) {
    throw new OptionError(`VisionTransformer: patches of ${patchSize} pixels do not fill a picture of ${imageSize}`, {
      imageSize,
      patchSize,
    });
  }
  if (!(dropPath >= 0 && dropPath < 1)) {
    throw new OptionError(`VisionTransformer: dropPath is ${dropPath}, expected a probability of 0 to below 1`);
  }
  const tokens = 1 + (imageSize / patchSize) ** 2;
  const zeros = (count: number) => () => new Float32Array(count);
  const parts: VitParts = {
    patchEmbed: new PatchEmbed(inChannels, width, { patchSize, rng: rng.split('patch_embed') }),
    classToken: new Parameter({ shape: [1, 1, width], draw: zeros(width) }),
    positions: new Parameter({ shape: [1, tokens, width], draw: zeros(tokens * width) }),
    blocks: Array.from({ length: depth }, (_, index) =>
      style.block(table, {
        rng: rng.split('blocks').split(index),
        dropPath: depth === 1 ? dropPath : (dropPath * index) / (depth - 1),
      }),
    ),
    norm: new LayerNorm(width, { eps: NORM_EPS }),
  };
  style.initialise(parts, rng);
  return parts;
}
