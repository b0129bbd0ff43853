import { LayerNorm, type Linear, type LoadReport, type Pair, Parameter, PatchEmbed, type StateDict } from '@cv/layers';
import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { ClassToken } from './class-token.ts';
import type { EncoderBlock } from './encoder-block.ts';
import { fitPositions } from './fit-positions.ts';
import type { ResamplePositions, TokenGrid } from './resample-positions.ts';
import { TokenStem } from './token-stem.ts';
import { NORM_EPS, type VitTable } from './vit-table.ts';

/** Options of the vision transformers. */
export interface VitOptions extends ModelOptions {
  /**
   * Height and width of the pictures, or one number for both, multiples of the patch; those of the published model when left out. Weights
   * of another size load with `positions: 'interpolate'`.
   */
  imageSize?: Pair;
  /** Probability that a branch of the last block is dropped in training; it rises from 0 at the first block. */
  dropPath?: number;
}

/** What makes the parts whose initial values differ between the reference implementations. */
export interface VitStyle {
  /** Key of the positions in the state dict. */
  readonly positionsKey: string;
  /** How the reference implementation brings positions to another grid. */
  readonly resamplePositions: ResamplePositions;
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

/** Options of {@link VisionTransformer.loadStateDict}. */
export interface LoadVitOptions {
  /** `true`: missing, unexpected or mismatched keys are an error; `false`: what fits is loaded. */
  strict?: boolean;
  /** What becomes of positions for pictures of another size: they do not fit, or are resampled as the reference implementation does it. */
  positions?: 'exact' | 'interpolate';
}

/**
 * A vision transformer without the names of its parts, which a subclass gives them: torchvision and timm have their own.
 *
 * Stages: `stem` (tokens), one for each block, the last with the final norm, and `head` (the class token and a linear layer).
 * @source Dosovitskiy et al. 2020, An image is worth 16x16 words, https://arxiv.org/abs/2010.11929
 */
export abstract class VisionTransformer extends Classifier {
  /** The tokens of the picture as rows and columns of patches; the class token stands before them. */
  readonly grid: TokenGrid;
  protected readonly parts: VitParts;
  readonly #style: VitStyle;
  readonly #body: readonly Stage[];
  readonly #classToken: ClassToken = new ClassToken();

  protected constructor(table: VitTable, style: VitStyle, options: VitOptions) {
    super();
    this.#style = style;
    const imageSize = imageSizeOf(table, options);
    this.grid = [imageSize[0] / table.patchSize, imageSize[1] / table.patchSize];
    this.parts = vitParts(table, style, { ...options, grid: this.grid });
    const { blocks, norm } = this.parts;
    const stem = new TokenStem({ ...this.parts, imageSize }); // 1 + rows * columns tokens
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

  /** The norm before the last attention: behind that only the class token reaches the logits. */
  get lastAttentionNorm(): LayerNorm {
    return this.parts.blocks.at(-1)!.norm1;
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [this.#classToken, this.output] }];
  }

  override get classes(): number {
    return this.output.outFeatures;
  }

  /**
   * Replaces parameters by stored ones, as every module does; with `positions: 'interpolate'` also by those of a model for pictures of another
   * size, whose positions are resampled: for timm's names by an antialiased bicubic filter (`resample_abs_pos_embed`), for torchvision's
   * by a bicubic one that aligns corners (`interpolate_embeddings`). The report has them under `reshaped`.
   * @param dict tensors in PyTorch's names and layout; stored positions of another number are taken to be a square grid.
   * @throws WeightsError with the keys and shapes that do not fit.
   * @example
   * ```ts
   * const model = vitB16({ rng: new Rng(1), imageSize: 384 });
   * const { reshaped } = model.loadStateDict(weightsOf224, { positions: 'interpolate' }); // encoder.pos_embedding, 197 to 577 tokens
   * ```
   */
  override loadStateDict(dict: StateDict, { strict = true, positions = 'exact' }: LoadVitOptions = {}): LoadReport {
    return fitPositions(dict, {
      key: this.#style.positionsKey,
      expected: this.parts.positions.shape,
      grid: this.grid,
      resample: positions === 'interpolate' ? this.#style.resamplePositions : null,
      load: (fitted) => super.loadStateDict(fitted, { strict }),
    });
  }
}

/** Height and width of the pictures. */
function imageSizeOf({ imageSize: usual, patchSize }: VitTable, { imageSize = usual }: VitOptions): [number, number] {
  const [height, width] = typeof imageSize === 'number' ? [imageSize, imageSize] : imageSize;
  for (const side of [height, width]) {
    if (Number.isSafeInteger(side) && side > 0 && side % patchSize === 0) continue;
    throw new OptionError(
      `VisionTransformer: patches of ${patchSize} pixels do not fill a picture of ${height} x ${width}; choose multiples`,
      { imageSize: [height, width], patchSize },
    );
  }
  return [height, width];
}

function vitParts(
  table: VitTable,
  style: VitStyle,
  { rng, classes, inChannels = 3, dropPath = 0, grid: [rows, columns] }: VitOptions & { readonly grid: TokenGrid },
): VitParts {
  checkModelOptions('VisionTransformer', { inChannels, ...(classes === undefined ? {} : { classes }) });
  const { patchSize, width, depth } = table;
  if (!(dropPath >= 0 && dropPath < 1)) {
    throw new OptionError(`VisionTransformer: dropPath is ${dropPath}, expected a probability of 0 to below 1`);
  }
  const tokens = 1 + rows * columns;
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
