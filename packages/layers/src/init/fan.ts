import { ShapeError } from '@cv/tensor/errors';

/** How many inputs feed one output, and how many outputs one input feeds. */
export interface Fan {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * Fan-in and fan-out of a weight: `fanIn = shape[1] * kernel`, `fanOut = shape[0] * kernel`.
 * @param shape PyTorch's layout, `[out, in, ...kernel]`; a grouped convolution has `in / groups`.
 * @throws ShapeError below rank 2.
 * @source torch.nn.init._calculate_fan_in_and_fan_out
 * @example
 * ```ts
 * calculateFan([16, 6, 5, 5]); // { fanIn: 150, fanOut: 400 }
 * ```
 */
export function calculateFan(shape: readonly number[]): Fan {
  if (shape.length < 2) {
    throw new ShapeError(`calculateFan: shape [${shape.join()}] has no input axis, expected at least [out, in]`, {
      received: shape,
    });
  }
  const [out, input, ...kernel] = shape as [number, number, ...number[]]; // the length is checked above
  const taps = kernel.reduce((product, length) => product * length, 1);
  return { fanIn: input * taps, fanOut: out * taps };
}
