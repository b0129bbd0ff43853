import { BatchNorm2d, type Context, type Conv2d, Module, ReLU } from '@cv/layers';
import { add, type Tensor } from '@cv/tensor';

/** The parts of a {@link BasicBlock}. */
export interface BasicBlockParts {
  readonly conv1: Conv2d;
  readonly conv2: Conv2d;
  /** What fits the input to the output of `conv2`; the input itself when left out. */
  readonly shortcut?: Module | undefined;
}

/**
 * The residual block of two 3 x 3 convolutions: `relu(bn2(conv2(relu(bn1(conv1(x))))) + shortcut(x))`.
 * @source He et al. 2015, figure 5 left; names of torchvision (the shortcut is `downsample`)
 */
export class BasicBlock extends Module {
  readonly #conv1: Conv2d;
  readonly #bn1: BatchNorm2d;
  readonly #relu: ReLU;
  readonly #conv2: Conv2d;
  readonly #bn2: BatchNorm2d;
  readonly #shortcut: Module | undefined;

  constructor({ conv1, conv2, shortcut }: BasicBlockParts) {
    super();
    this.#conv1 = this.child('conv1', conv1);
    this.#bn1 = this.child('bn1', new BatchNorm2d(conv1.outChannels));
    this.#relu = this.child('relu', new ReLU());
    this.#conv2 = this.child('conv2', conv2);
    this.#bn2 = this.child('bn2', new BatchNorm2d(conv2.outChannels));
    this.#shortcut = shortcut === undefined ? undefined : this.child('downsample', shortcut);
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    const first = this.#relu.forward(this.#bn1.forward(this.#conv1.forward(x, context), context), context);
    const second = this.#bn2.forward(this.#conv2.forward(first, context), context);
    return this.#relu.forward(add(second, this.#shortcut?.forward(x, context) ?? x), context);
  }
}
