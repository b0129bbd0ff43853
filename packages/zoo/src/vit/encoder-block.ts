import { type Context, DropPath, type LayerNorm, Module } from '@cv/layers';
import { add, type Tensor } from '@cv/tensor';

/** The parts of an {@link EncoderBlock}. */
export interface EncoderBlockParts {
  readonly norm1: LayerNorm;
  readonly attention: Module;
  readonly norm2: LayerNorm;
  readonly mlp: Module;
  /** Probability that a branch is dropped in training. */
  readonly dropPath: number;
}

/** What the parts of a block are called in a state dict. */
export interface EncoderBlockNames {
  readonly norm1: string;
  readonly attention: string;
  readonly norm2: string;
}

/**
 * A block of the transformer encoder, norm first: `x + attention(norm1(x))`, then `x + mlp(norm2(x))`.
 * @source Dosovitskiy et al. 2020, figure 1 and equations 2 and 3, https://arxiv.org/abs/2010.11929
 */
export class EncoderBlock extends Module {
  override readonly kind: string = 'EncoderBlock';
  readonly norm1: LayerNorm;
  readonly #attention: readonly Module[];
  readonly #mlp: readonly Module[];

  constructor({ norm1, attention, norm2, mlp, dropPath }: EncoderBlockParts, names: EncoderBlockNames) {
    super();
    this.norm1 = this.child(names.norm1, norm1);
    this.#attention = [
      this.norm1,
      this.child(names.attention, attention),
      this.child('drop_path1', new DropPath(dropPath)),
    ];
    this.#mlp = [
      this.child(names.norm2, norm2),
      this.child('mlp', mlp),
      this.child('drop_path2', new DropPath(dropPath)),
    ];
  }

  /**
   * @param x float32 tokens `[N, T, D]`.
   * @returns float32 `[N, T, D]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const branch = (input: Tensor, modules: readonly Module[]) =>
      add(
        input,
        modules.reduce((y, module) => module.forward(y, context), input),
      );
    return branch(branch(x, this.#attention), this.#mlp);
  }
}
