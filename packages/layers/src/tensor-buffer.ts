import type { Tensor } from '@cv/tensor';
import { HeldTensor } from './held-tensor.ts';

/** A float32 tensor that belongs to the state of a module but gets no gradient, like a running mean. */
export class TensorBuffer extends HeldTensor {
  /**
   * @param value float32; owned from here on.
   * @throws DTypeError when it is not float32.
   */
  constructor(value: Tensor) {
    super(value, 'same');
  }
}
