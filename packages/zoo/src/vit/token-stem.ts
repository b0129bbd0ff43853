import { type Context, Module, type Parameter, type PatchEmbed } from '@cv/layers';
import { add, broadcastTo, concat, type Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';

/** The parts of a {@link TokenStem}. */
export interface TokenStemParts {
  readonly patchEmbed: PatchEmbed;
  /** `[1, 1, D]`. */
  readonly classToken: Parameter;
  /** `[1, 1 + patches, D]`. */
  readonly positions: Parameter;
  /** Height and width of the pictures that the positions are for. */
  readonly imageSize: readonly [height: number, width: number];
}

/**
 * From pictures to tokens: a class token before one token for each patch, plus the positions.
 * @source Dosovitskiy et al. 2020, equation 1, https://arxiv.org/abs/2010.11929
 */
export class TokenStem extends Module {
  override readonly kind: string = 'TokenStem';
  readonly #parts: TokenStemParts;

  constructor(parts: TokenStemParts) {
    super();
    this.#parts = parts;
    this.parameter('class_token', parts.classToken);
    this.parameter('positions', parts.positions);
    this.child('patch_embed', parts.patchEmbed);
  }

  /**
   * @param x float32 `[N, H, W, C]` of the image size.
   * @returns float32 `[N, 1 + patches, D]`.
   * @throws ShapeError when the pictures have another size.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const { patchEmbed, classToken, positions, imageSize } = this.#parts;
    const [height, width] = imageSize;
    if (x.shape.length !== 4 || x.shape[1] !== height || x.shape[2] !== width) {
      throw new ShapeError(
        `VisionTransformer: input has shape [${x.shape.join()}], expected [N, ${height}, ${width}, ${patchEmbed.proj.inChannels}]; its positions are for this size, ` +
          'the option imageSize builds a model for another',
        { expected: ['N', height, width, patchEmbed.proj.inChannels], received: x.shape },
      );
    }
    const patches = patchEmbed.forward(x, context);
    const token = broadcastTo(classToken.value, [x.shape[0]!, 1, patches.shape[2]!]);
    return add(concat([token, patches], { axis: 1 }), positions.value);
  }
}
