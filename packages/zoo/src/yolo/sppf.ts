import { type Context, MaxPool2d, Module } from '@cv/layers';
import { concat, type Tensor } from '@cv/tensor';
import type { Rng } from '@cv/tensor/rng';
import { yolov5Conv } from './yolov5-conv.ts';

/**
 * Spatial pyramid pooling by three 5 x 5 max pools one after the other, which see 5, 9 and 13 pixels.
 * @source He et al. 2014, https://arxiv.org/abs/1406.4729, in the faster form of YOLOv5 v6.1 (SPPF)
 */
export class SPPF extends Module {
  override readonly kind: string = 'SPPF';
  readonly #cv1: Module;
  readonly #cv2: Module;
  readonly #pool: MaxPool2d;

  constructor(inputs: number, outputs: number, { rng }: { readonly rng: Rng }) {
    super();
    const hidden = inputs >> 1;
    this.#cv1 = this.child('cv1', yolov5Conv(inputs, hidden, { size: 1, rng: rng.split('cv1') }));
    this.#cv2 = this.child('cv2', yolov5Conv(4 * hidden, outputs, { size: 1, rng: rng.split('cv2') }));
    this.#pool = this.child('m', new MaxPool2d(5, { stride: 1, padding: 2 }));
  }

  /**
   * @param x float32 `[N, H, W, inputs]`.
   * @returns float32 `[N, H, W, outputs]`.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    const levels = [this.#cv1.forward(x, context)];
    for (let i = 0; i < 3; i++) levels.push(this.#pool.forward(levels[i]!, context));
    return this.#cv2.forward(concat(levels, { axis: -1 }), context);
  }
}
