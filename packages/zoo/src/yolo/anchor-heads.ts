import { type Context, Conv2d, Module, Sequential, TensorBuffer } from '@cv/layers';
import { read, type Tensor, tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import type { DetectionLevel } from '../detect/detector.ts';

/** The numbers of {@link AnchorHeads}. */
export interface AnchorHeadsOptions {
  /** Channels of each level's input. */
  readonly inputs: readonly number[];
  readonly levels: readonly DetectionLevel[];
  readonly classes: number;
  readonly rng: Rng;
}

/** The last layer of YOLOv5: a 1 x 1 convolution for each level (`m.0`, ...), and the buffer `anchors` in cells of their level. */
export class AnchorHeads extends Module {
  override readonly kind: string = 'AnchorHeads';
  readonly #inputs: readonly number[];
  readonly #strides: readonly number[];
  readonly #perCell: number;
  readonly #convs: Sequential;
  readonly #anchors: TensorBuffer;

  constructor({ inputs, levels, classes, rng }: AnchorHeadsOptions) {
    super();
    this.#inputs = inputs;
    this.#strides = levels.map(({ stride }) => stride);
    this.#perCell = levels[0]!.anchors.length;
    const values = levels.flatMap(({ stride, anchors }) => anchors.flat().map((length) => length / stride));
    const shape = [levels.length, this.#perCell, 2];
    this.#anchors = this.buffer('anchors', new TensorBuffer(tensor(values, shape)));
    this.#convs = this.child('m', new Sequential(levels.map((_, level) => this.#conv(level, classes, rng))));
  }

  /** See {@link Detector.resetHead}. */
  reset(classes: number, rng: Rng): void {
    for (const level of this.#inputs.keys()) this.#convs.replace(String(level), this.#conv(level, classes, rng));
  }

  /** See {@link Detector.levels}. */
  async levels(): Promise<readonly DetectionLevel[]> {
    const values = await read(this.#anchors.value);
    return this.#strides.map((stride, level) => {
      const length = (anchor: number, side: number) => values[2 * (level * this.#perCell + anchor) + side]! * stride;
      const anchors = Array.from({ length: this.#perCell }, (_, i) => [length(i, 0), length(i, 1)] as const);
      return { stride, anchors };
    });
  }

  /** The raw map of every level. */
  maps(features: readonly Tensor[], context: Context): Tensor[] {
    return this.#convs.children().map(([, conv], level) => conv.forward(features[level]!, context));
  }

  /** Only one level runs through here. */
  protected override compute(x: Tensor, context: Context): Tensor {
    if (this.#inputs.length === 1) return this.maps([x], context)[0]!;
    throw new ShapeError(`AnchorHeads: expects the features of ${this.#inputs.length} levels; call maps`, {
      expected: this.#inputs.length,
    });
  }

  /**
   * Its bias starts where the predictions are rare, so that the loss of the background does not swamp the first steps: 8 objects in a
   * picture of 640 pixels, the classes alike.
   * @source Lin et al. 2017, section 3.3, https://arxiv.org/abs/1708.02002
   */
  #conv(level: number, classes: number, rng: Rng): Conv2d {
    const width = 5 + classes;
    const conv = new Conv2d(this.#inputs[level]!, this.#perCell * width, { kernelSize: 1, rng: rng.split(level) });
    const cells = (640 / this.#strides[level]!) ** 2;
    conv.bias?.fill(() =>
      Float32Array.from({ length: this.#perCell * width }, (_, i) => {
        const place = i % width;
        return place < 4 ? 0 : place === 4 ? Math.log(8 / cells) : Math.log(0.6 / (classes - 0.99));
      }),
    );
    return conv;
  }
}
