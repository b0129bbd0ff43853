import { BatchNorm2d, type Context, type Conv2d, Module, ReLU } from '@cv/layers';
import { add, type Tensor } from '@cv/tensor';

/** The parts of a {@link Bottleneck}. */
export interface BottleneckParts {
  /** 1 x 1, reduces the channels. */
  readonly conv1: Conv2d;
  /** 3 x 3. */
  readonly conv2: Conv2d;
  /** 1 x 1, expands the channels. */
  readonly conv3: Conv2d;
  /** What fits the input to the output of `conv3`; the input itself when left out. */
  readonly shortcut?: Module | undefined;
}

/**
 * The residual block of a 1 x 1, a 3 x 3 and a 1 x 1 convolution, each with batch norm.
 * @source He et al. 2015, figure 5 right; names of torchvision (the shortcut is `downsample`)
 */
export class Bottleneck extends Module {
  override readonly kind: string = 'Bottleneck';
  readonly #path: readonly Module[];
  readonly #relu: ReLU;
  readonly #shortcut: Module | undefined;

  constructor({ conv1, conv2, conv3, shortcut }: BottleneckParts) {
    super();
    this.#relu = new ReLU();
    this.#path = [
      this.child('conv1', conv1),
      this.child('bn1', new BatchNorm2d(conv1.outChannels)),
      this.child('relu', this.#relu),
      this.child('conv2', conv2),
      this.child('bn2', new BatchNorm2d(conv2.outChannels)),
      this.#relu,
      this.child('conv3', conv3),
      this.child('bn3', new BatchNorm2d(conv3.outChannels)),
    ];
    this.#shortcut = shortcut === undefined ? undefined : this.child('downsample', shortcut);
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    const y = this.#path.reduce((input, module) => module.forward(input, context), x);
    return this.#relu.forward(add(y, this.#shortcut?.forward(x, context) ?? x), context);
  }
}
