import {
  add,
  conv2d,
  dispose,
  matmul,
  maxPool2d,
  Rng,
  read,
  relu,
  reshape,
  sgdUpdate,
  softmaxCrossEntropy,
  type Tensor,
  tensor,
  valueAndGrads,
  zeros,
} from '@cv/tensor';

const SHAPES = [[5, 5, 1, 6], [5, 5, 6, 16], [256, 120], [120], [120, 84], [84], [84, 10], [10]] as const;

const SGD = { momentum: 0.9, weightDecay: 1e-4, nesterov: false };

/** LeNet-5 with ReLU, trained by SGD with momentum on numbers from a seed. */
export class LeNet {
  readonly #rng = new Rng(7);
  readonly #images: Tensor;
  readonly #labels: Tensor;
  readonly #rate: Tensor = tensor([0.05]);
  parameters: Tensor[];
  #velocities: Tensor[];

  constructor(batch = 16) {
    this.#images = this.#normal([batch, 28, 28, 1], 1);
    this.#labels = tensor(
      Int32Array.from({ length: batch }, () => this.#rng.integer(0, 10)),
      [batch],
      'int32',
    );
    this.parameters = SHAPES.map((shape) => this.#normal(shape, shape.length === 1 ? 0 : 0.1));
    this.#velocities = SHAPES.map((shape) => zeros([...shape]));
  }

  /** One training step; resolves to the loss before it. */
  async step(): Promise<number> {
    const { value, grads } = valueAndGrads(() => this.#loss(), this.parameters);
    const updated = this.parameters.map((parameter, i) =>
      sgdUpdate({ parameter, gradient: grads[i]!, velocity: this.#velocities[i]!, schedule: this.#rate }, SGD),
    );
    dispose([...grads, ...this.parameters, ...this.#velocities]);
    this.parameters = updated.map(({ parameter }) => parameter);
    this.#velocities = updated.map(({ velocity }) => velocity);
    const [loss] = await read(value);
    dispose(value);
    return loss!;
  }

  dispose(): void {
    dispose([this.#images, this.#labels, this.#rate, ...this.parameters, ...this.#velocities]);
  }

  #normal(shape: readonly number[], deviation: number): Tensor {
    const count = shape.reduce((product, size) => product * size, 1);
    return tensor(
      Float32Array.from({ length: count }, () => deviation * this.#rng.normal()),
      [...shape],
    );
  }

  #loss(): Tensor {
    const [conv1, conv2, w1, b1, w2, b2, w3, b3] = this.parameters as [
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
      Tensor,
    ];
    const first = maxPool2d(relu(conv2d(this.#images, conv1)), { kernelSize: 2 });
    const second = maxPool2d(relu(conv2d(first, conv2)), { kernelSize: 2 });
    const hidden = relu(add(matmul(reshape(second, [-1, 256]), w1), b1));
    const logits = add(matmul(relu(add(matmul(hidden, w2), b2)), w3), b3);
    return softmaxCrossEntropy(logits, this.#labels);
  }
}
