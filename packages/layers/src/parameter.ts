import type { Tensor } from '@cv/tensor';
import { type Drawn, HeldTensor } from './held-tensor.ts';
import type { WeightLayout } from './weight-layout.ts';

/** Options of {@link Parameter}. */
export interface ParameterOptions {
  /** How the value lies on the device against PyTorch's layout. */
  layout?: WeightLayout;
  /** `false` freezes it: an optimiser leaves it alone. */
  trainable?: boolean;
}

/**
 * A tensor that training changes.
 *
 * @example
 * ```ts
 * const scale = new Parameter(ones([16]));
 * scale.trainable = false; // frozen
 * scale.assign(zeros([16])); // owns the new tensor, disposes the old one
 * ```
 */
export class Parameter extends HeldTensor {
  /** Whether an optimiser may change it. */
  trainable: boolean;

  /**
   * @param value float32 in the device's layout, owned from here on; or a shape and what draws the values when they are first needed.
   * @throws DTypeError when it is not float32.
   */
  constructor(value: Tensor | Drawn, { layout = 'same', trainable = true }: ParameterOptions = {}) {
    super(value, layout);
    this.trainable = trainable;
  }
}
