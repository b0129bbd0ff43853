import { type Context, Module, Sequential } from '@cv/layers';
import { add, concat, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { yolov5Conv } from './yolov5-conv.ts';

/** The numbers of a {@link C3}. */
export interface C3Options {
  /** How many bottlenecks lie in the deep branch. */
  readonly blocks: number;
  /** Whether each has a shortcut. */
  readonly shortcut: boolean;
  readonly rng: Rng;
}

/**
 * YOLOv5's cross-stage partial block of three convolutions: half of the output's channels goes through bottlenecks, half past them.
 * @source Wang et al. 2019, CSPNet, https://arxiv.org/abs/1911.11929; names of YOLOv5: `cv1`, `cv2`, `cv3`, `m.0.cv1`, ...
 */
export class C3 extends Module {
  override readonly kind: string = 'C3';
  readonly #deep: readonly Module[];
  readonly #past: Module;
  readonly #joined: Module;

  constructor(inputs: number, outputs: number, { blocks, shortcut, rng }: C3Options) {
    super();
    const half = outputs >> 1;
    const cv1 = this.child('cv1', yolov5Conv(inputs, half, { size: 1, rng: rng.split('cv1') }));
    this.#past = this.child('cv2', yolov5Conv(inputs, half, { size: 1, rng: rng.split('cv2') }));
    this.#joined = this.child('cv3', yolov5Conv(2 * half, outputs, { size: 1, rng: rng.split('cv3') }));
    const bottlenecks = Array.from({ length: blocks }, (_, i) => new Bottleneck(half, shortcut, rng.split(i)));
    this.#deep = [cv1, this.child('m', new Sequential(bottlenecks))];
  }

  /**
   * @param x float32 `[N, H, W, inputs]`.
   * @returns float32 `[N, H, W, outputs]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const deep = this.#deep.reduce((input, module) => module.forward(input, context), x);
    return this.#joined.forward(concat([deep, this.#past.forward(x, context)], { axis: -1 }), context);
  }
}

/** A 1 x 1 and a 3 x 3 convolution of as many channels as the input, which may be added. */
class Bottleneck extends Module {
  override readonly kind: string = 'Bottleneck';
  readonly #path: readonly Module[];
  readonly #shortcut: boolean;

  constructor(channels: number, shortcut: boolean, rng: Rng) {
    super();
    this.#shortcut = shortcut;
    this.#path = [
      this.child('cv1', yolov5Conv(channels, channels, { size: 1, rng: rng.split('cv1') })),
      this.child('cv2', yolov5Conv(channels, channels, { size: 3, rng: rng.split('cv2') })),
    ];
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    const y = this.#path.reduce((input, module) => module.forward(input, context), x);
    return this.#shortcut ? add(x, y) : y;
  }
}
