import { type Tensor, tensor } from '@cv/tensor';

/** Whole-number arithmetic only, so that every machine and NumPy give the same float32: values of -0.5 to 0.5 that look random. */
export function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * 7919 + seed * 104_729) % 1009) / 1009 - 0.5);
}

/** A tensor of {@link numbers}, `offset` added. */
export function weight(shape: readonly number[], seed: number, offset = 0): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return tensor(
    numbers(count, seed).map((value) => value + offset),
    shape,
  );
}
