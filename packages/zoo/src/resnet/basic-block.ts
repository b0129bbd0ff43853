import { BatchNorm2d, type Context, type Conv2d, Module, ReLU } from '@cv/layers';
import { add, type Tensor } from '@cv/tensor';

/** The parts of a {@link BasicBlock}. */
export interface BasicBlockParts {
  /** 3 x 3. */
  readonly conv1: Conv2d;
  /** 3 x 3. */
  readonly conv2: Conv2d;
  /** What fits the input to the output of `conv2`; the input itself when left out. */
  readonly shortcut?: Module | undefined;
}

/**
 * The residual block of two 3 x 3 convolutions: `relu(bn2(conv2(relu(bn1(conv1(x))))) + shortcut(x))`.
 * @source He et al. 2015, figure 5 left; names of torchvision (the shortcut is `downsample`)
 */
export class BasicBlock extends Module {
  override readonly kind: string = 'BasicBlock';
  readonly #path: readonly Module[];
  readonly #relu: ReLU;
  readonly #shortcut: Module | undefined;

  constructor({ conv1, conv2, shortcut }: BasicBlockParts) {
    super();
    this.#relu = new ReLU();
    this.#path = [
      this.child('conv1', conv1),
      this.child('bn1', new BatchNorm2d(conv1.outChannels)),
      this.child('relu', this.#relu),
      this.child('conv2', conv2),
      this.child('bn2', new BatchNorm2d(conv2.outChannels)),
    ];
    this.#shortcut = shortcut === undefined ? undefined : this.child('downsample', shortcut);
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    const y = this.#path.reduce((input, module) => module.forward(input, context), x);
    return this.#relu.forward(add(y, this.#shortcut?.forward(x, context) ?? x), context);
  }
}
